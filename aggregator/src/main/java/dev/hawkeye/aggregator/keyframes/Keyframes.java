package dev.hawkeye.aggregator.keyframes;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.input.RecentFrames;
import dev.hawkeye.aggregator.meters.AggregatorMeters;
import dev.hawkeye.aggregator.meters.Withheld;
import dev.hawkeye.aggregator.output.Outputs;
import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.aggregator.state.ClassState;
import dev.hawkeye.aggregator.state.RecentFrame;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.UndecodableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures of events: reads the frame of each, stores it on the site, and decides whether it also leaves the site.
 * Upload limits never prevent a picture from being stored on the site. Not thread-safe; used by one stream thread.
 */
public final class Keyframes {
    private static final Logger log = LoggerFactory.getLogger(Keyframes.class);

    private final String site;
    private final long intervalMillis;
    private final KeyframeBudget budget;
    private final FrameReader frames;
    private final Outputs outputs;
    private final AggregatorMeters meters;

    public Keyframes(AggregatorConfig config, FrameReader frames, Outputs outputs, AggregatorMeters meters) {
        this.site = config.site();
        this.intervalMillis = config.keyframeInterval().toMillis();
        this.budget = new KeyframeBudget(config);
        this.frames = frames;
        this.outputs = outputs;
        this.meters = meters;
    }

    /**
     * What an event is about: its id, camera and class.
     *
     * @param index of the object among those of the frame; -1 for all objects of the class
     */
    public record Subject(String event, String camera, String className, int index) {
        /** About all objects of a class. */
        public Subject(String event, String camera, String className) {
            this(event, camera, className, -1);
        }
    }

    /**
     * Stores the picture of an event, and uploads it if permitted and possible.
     *
     * @param camera whose budget is charged
     * @param classState whose last upload is updated
     * @return why it was not uploaded; empty when it was
     */
    public Optional<Withheld> take(Subject subject, RecentFrame best, CameraState camera, ClassState classState) {
        Withheld limit = limit(best.getJpegBytes(), best, camera, classState);
        Withheld withheld = limit;
        try {
            Keyframe keyframe = keyframe(subject, best, frame(subject, best));
            keep(keyframe);
            if (limit == null) {
                withheld = upload(keyframe, best, camera, classState);
            }
        } catch (NoPicture e) {
            withheld = limit == null ? e.reason : limit;
        }
        if (withheld != null) {
            meters.withheld(subject.camera, withheld);
        }
        return Optional.ofNullable(withheld);
    }

    private Withheld limit(int jpegBytes, RecentFrame best, CameraState camera, ClassState classState) {
        long time = best.getCaptureTime();
        Long last = classState.getLastUpload();
        if (last != null && Math.abs(time - last) < intervalMillis) {
            return Withheld.INTERVAL;
        }
        return budget.allows(camera, time, jpegBytes) ? null : Withheld.BUDGET;
    }

    private Frame frame(Subject subject, RecentFrame best) throws NoPicture {
        Optional<Frame> found;
        try {
            found = frames.read(best.getPlace());
        } catch (UndecodableException e) {
            log.warn("keyframe of {} at {}: {}", subject.camera, best.getPlace(), e.getMessage());
            throw new NoPicture(Withheld.UNDECODABLE);
        } catch (InterruptException | SerializationException | WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            log.warn("keyframe of {} at {}: {}", subject.camera, best.getPlace(), e.getMessage());
            throw new NoPicture(Withheld.UNREADABLE);
        }
        // A recreated topic may have another picture at the same offset, even another camera's.
        return found.filter(frame -> frame.getCamera().equals(subject.camera) && isOfTheSameTime(frame, best))
                .orElseThrow(() -> new NoPicture(Withheld.GONE));
    }

    private void keep(Keyframe keyframe) {
        if (outputs.keep(keyframe)) {
            meters.kept(keyframe.getCamera());
        } else {
            log.warn("keyframe of {} at {} is too large to be kept", keyframe.getCamera(), keyframe.getFrame());
        }
    }

    private Withheld upload(Keyframe keyframe, RecentFrame best, CameraState camera, ClassState classState) {
        int bytes = keyframe.getJpeg().remaining();
        Withheld limit = limit(bytes, best, camera, classState);
        if (limit != null) {
            return limit;
        }
        if (!outputs.upload(keyframe)) {
            log.warn("keyframe of {} at {} is too large for its topic", keyframe.getCamera(), keyframe.getFrame());
            return Withheld.TOO_LARGE;
        }
        budget.spend(camera, best.getCaptureTime(), bytes);
        classState.setLastUpload(best.getCaptureTime());
        meters.uploaded(keyframe.getCamera(), bytes);
        return null;
    }

    /** The frame is not available; without a stack trace, since this is not a bug. */
    private static final class NoPicture extends Exception {
        private static final long serialVersionUID = 1L;

        final Withheld reason;

        NoPicture(Withheld reason) {
            super(reason.reason(), null, false, false);
            this.reason = reason;
        }
    }

    /** The detector may have corrected an impossible time; the frame's record still has the original one. */
    private static boolean isOfTheSameTime(Frame frame, RecentFrame seen) {
        long time = frame.getCaptureTime().toEpochMilli();
        return time == seen.getCaptureTime() || (seen.getClaimedTime() != null && time == seen.getClaimedTime());
    }

    private Keyframe keyframe(Subject subject, RecentFrame best, Frame frame) {
        List<DetectedObject> objects =
                best.getObjects().stream().map(RecentFrames::object).toList();
        return Keyframe.newBuilder()
                .setEvent(subject.event)
                .setCamera(subject.camera)
                .setClassName(subject.className)
                .setCaptureTime(Instant.ofEpochMilli(best.getCaptureTime()))
                .setWidth(frame.getWidth())
                .setHeight(frame.getHeight())
                .setObjects(objects)
                .setFrame(FrameReader.ref(best.getPlace()))
                .setModel(best.getModel())
                .setModelSha256(best.getModelSha256())
                .setJpeg(frame.getJpeg())
                .setSubject(subject.index)
                .setSite(site)
                .build();
    }
}
