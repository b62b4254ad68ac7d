package dev.hawkeye.replay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;

/**
 * What a replay has found: replay.json. Immutable.
 *
 * @param from capture time from which results are compared
 * @param to capture time up to which they are
 * @param liveModels file names of the models of the live run
 * @param model file name of the replay's model
 * @param cameras what was replayed
 * @param windows how many are the same
 * @param measures how much the runs differ, and how much they may
 * @param windowDifferences those that differ most
 * @param eventDifferences the first of the events that only one run has
 * @param notes what could not be compared, one sentence each
 * @param exceeded the bounds that were exceeded, one sentence each; the verdict is good if there is none
 * @param seconds what the replay took
 * @param pictures frames that differ most
 */
public record ReplayReport(
        String from,
        String to,
        Set<String> liveModels,
        String model,
        List<Camera> cameras,
        Windows windows,
        List<Measure> measures,
        List<WindowDifference> windowDifferences,
        List<EventDifference> eventDifferences,
        List<String> notes,
        List<String> exceeded,
        double seconds,
        @JsonIgnore List<PicturePair> pictures) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param frames that were replayed
     * @param leftOut frames before the first picture
     */
    public record Camera(String camera, long frames, long leftOut) {}

    /**
     * Final windows, one for each class.
     *
     * @param compared of both runs
     * @param equal those that are the same in every field that was compared
     * @param boxesOnly those whose objects were not compared, see the notes
     * @param leftOut those that could not be compared, see the notes
     */
    public record Windows(int compared, int equal, int boxesOnly, int leftOut) {}

    /**
     * One picture with the boxes of both runs.
     *
     * @param title camera and time
     * @param live as a data URL
     * @param replay as a data URL
     */
    public record PicturePair(String title, String live, String replay) {}

    /** Whether no bound was exceeded. */
    public boolean isWithinBounds() {
        return exceeded.isEmpty();
    }

    /** For people and programs. */
    public String json() {
        return JSON.valueToTree(this).toPrettyString();
    }
}
