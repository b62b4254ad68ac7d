package dev.hawkeye.tracking.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The boxes of a sequence, frame by frame: ground truth, tracks or detections. Immutable.
 *
 * <p>A file has one box per line, in any order, separated by commas or blanks: {@code frame,id,left,top,width,height},
 * followed by score, class and visibility, if present. Frames count from 1. A line of ten values has the format of
 * 2015, with a world point instead of the class, so it has no class.
 */
public final class MotSequence {
    private final List<List<MotBox>> frames;

    private MotSequence(List<List<MotBox>> frames) {
        this.frames = frames;
    }

    /** @param frames the boxes of frames 1, 2, …; no id occurs twice in a frame */
    public static MotSequence of(List<List<MotBox>> frames) {
        return new MotSequence(frames.stream().map(List::copyOf).toList());
    }

    /**
     * Reads ground truth.
     *
     * @throws dev.hawkeye.settings.UserException when it cannot be read, with file, line and the expected content
     */
    public static MotSequence readTruth(Path file) {
        return new MotSequence(new MotFile(file, true).read());
    }

    /**
     * Reads tracks or detections; detections have the id -1. Their classes matter only for tracking.
     *
     * @throws dev.hawkeye.settings.UserException when they cannot be read, with file, line and the expected content
     */
    public static MotSequence readResult(Path file) {
        return new MotSequence(new MotFile(file, false).read());
    }

    /** The number of the last frame that has a box; 0 if there is none. */
    public int frames() {
        return frames.size();
    }

    /** @param number from 1; a frame after the last one is empty */
    public List<MotBox> frame(int number) {
        return number <= frames.size() ? frames.get(number - 1) : List.of();
    }

    /** The total number of boxes. */
    public int boxes() {
        return frames.stream().mapToInt(List::size).sum();
    }

    /** Whether there are boxes but no ids, so that they must be tracked first. */
    public boolean areDetections() {
        return boxes() > 0 && frames.stream().flatMap(List::stream).noneMatch(MotBox::hasId);
    }

    /**
     * The same sequence at a lower rate: frames 1, 1 + stride, 1 + 2 · stride, … become 1, 2, 3, ….
     *
     * @param stride at least 1
     */
    public MotSequence thin(int stride) {
        return new MotSequence(IntStream.iterate(0, frame -> frame < frames.size(), frame -> frame + stride)
                .mapToObj(frames::get)
                .toList());
    }

    /** The same sequence with every box in the class that is scored. */
    public MotSequence asOneClass() {
        List<List<MotBox>> same = new ArrayList<>();
        for (List<MotBox> frame : frames) {
            same.add(frame.stream()
                    .map(box -> new MotBox(box.id(), box.box(), box.score(), MotBox.JUDGED))
                    .toList());
        }
        return new MotSequence(same);
    }
}
