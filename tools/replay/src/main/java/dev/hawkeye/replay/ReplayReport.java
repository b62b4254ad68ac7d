package dev.hawkeye.replay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;

/**
 * The results of a replay: replay.json. Immutable.
 *
 * @param from begin of the comparison, capture time
 * @param to end of the comparison, capture time
 * @param liveModels file names of the models of the live run
 * @param model file name of the replay's model
 * @param cameras replayed cameras
 * @param windows numbers of equal and differing windows
 * @param measures differences of the runs, and their bounds
 * @param windowDifferences windows that differ most
 * @param eventDifferences first events that only one run has
 * @param notes parts that could not be compared, one sentence each
 * @param exceeded the exceeded bounds, one sentence each; the verdict is good if there are none
 * @param seconds duration of the replay
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
     * @param frames number of replayed frames
     * @param leftOut number of frames before the first picture
     */
    public record Camera(String camera, long frames, long leftOut) {}

    /**
     * Numbers of final windows, one window per class.
     *
     * @param compared number of compared windows
     * @param equal number of windows that are equal in every compared field
     * @param boxesOnly number of windows whose objects were not compared, see the notes
     * @param leftOut number of windows that could not be compared, see the notes
     */
    public record Windows(int compared, int equal, int boxesOnly, int leftOut) {}

    /**
     * One picture with the boxes of both runs.
     *
     * @param title camera and time
     * @param live picture of the live run as a data URL
     * @param replay picture of the replay as a data URL
     */
    public record PicturePair(String title, String live, String replay) {}

    /** Whether no bound was exceeded. */
    public boolean isWithinBounds() {
        return exceeded.isEmpty();
    }

    /** The report as JSON, for people and programs. */
    public String json() {
        return JSON.valueToTree(this).toPrettyString();
    }
}
