package dev.hawkeye.analyze.result;

import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.tracking.scene.Scene;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The totals of one camera's detections, objects, events and keyframes. Not thread-safe. */
public final class CameraTotals {
    private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    private final Map<String, ClassTotals> classes = new TreeMap<>();
    private final SceneTotals scenes = new SceneTotals();
    private long frames;
    private long events;
    private long keyframes;
    private long sourceBytes;
    private long frameBytes;

    public CameraTotals() {
        fates.put(Fate.DETECTED, 0L);
        fates.put(Fate.FAILED, 0L);
    }

    public void add(Detection detection) {
        frames++;
        fates.merge(detection.getFate(), 1L, Long::sum);
        sourceBytes += detection.getSourceBytes();
        frameBytes += detection.getFrameBytes();
        Map<String, Integer> inFrame = new HashMap<>();
        for (DetectedObject object : detection.getObjects()) {
            inFrame.merge(object.getClassName(), 1, Integer::sum);
        }
        inFrame.forEach((name, count) -> classes.merge(name, new ClassTotals(0, count, 1, count), ClassTotals::plus));
    }

    /** @param track a final track */
    public void add(Track track) {
        classes.merge(track.getClassName(), new ClassTotals(1, 0, 0, 0), ClassTotals::plus);
        scenes.add(track);
    }

    public void addEvent() {
        events++;
    }

    public void addKeyframe() {
        keyframes++;
    }

    public long frames() {
        return frames;
    }

    /** @param scene the scene whose lines and zones are listed, even those without objects */
    public Summary.Camera summary(String camera, String source, Scene scene) {
        return new Summary.Camera(
                camera,
                source,
                frames,
                fates,
                classes,
                scenes.lines(scene),
                scenes.zones(scene),
                events,
                keyframes,
                new Summary.Bytes(sourceBytes, frameBytes));
    }

    /**
     * One class over all frames of a camera.
     *
     * @param objects distinct objects: confirmed tracks with this final class
     * @param detections boxes, summed over the frames
     * @param framesWith frames with at least one
     * @param peak maximum boxes in one frame
     */
    public record ClassTotals(long objects, long detections, long framesWith, int peak) {
        ClassTotals plus(ClassTotals other) {
            return new ClassTotals(
                    objects + other.objects,
                    detections + other.detections,
                    framesWith + other.framesWith,
                    Math.max(peak, other.peak));
        }
    }
}
