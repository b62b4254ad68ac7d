package dev.hawkeye.detector.topology;

import dev.hawkeye.detector.lanes.FrameResult;
import dev.hawkeye.detector.lanes.FrameTask;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.StepTimes;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.StepNanos;
import dev.hawkeye.vision.model.ModelInfo;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Builds the detection of a frame from its result. Thread-safe. */
public final class DetectionRecords {
    private static final StepNanos NO_STEPS = new StepNanos(0, 0, 0, 0);

    private final Supplier<ModelInfo> active;
    private final Clock clock;

    /** @param active the model in use, named in the record of a frame that no lane has analyzed */
    public DetectionRecords(Supplier<ModelInfo> active, Clock clock) {
        this.active = active;
        this.clock = clock;
    }

    Detection of(FrameTask task, FrameRef ref) {
        FrameResult result = task.result();
        if (result instanceof FrameResult.Shed shed) {
            return start(task.frame, ref, active.get(), shed.queueNanos(), NO_STEPS)
                    .setFate(Fate.SHED)
                    .setReason(shed.reason())
                    .build();
        }
        if (result instanceof FrameResult.Unchanged) {
            return start(task.frame, ref, active.get(), 0, NO_STEPS)
                    .setFate(Fate.UNCHANGED)
                    .build();
        }
        FrameResult.Analyzed analysed = (FrameResult.Analyzed) result;
        ModelInfo model = analysed.model();
        if (analysed.outcome() instanceof Outcome.Failed failed) {
            return failed(task, ref, failed.reason());
        }
        Outcome.Detected detected = (Outcome.Detected) analysed.outcome();
        return start(task.frame, ref, model, analysed.queueNanos(), detected.times())
                // The size stated in the JPEG, since the boxes are in its pixels.
                .setWidth(detected.width())
                .setHeight(detected.height())
                .setFate(Fate.DETECTED)
                .setObjects(detected.objects(model.classNames(), DetectedObject::new))
                .setBatchSize(detected.batchSize())
                .build();
    }

    /** The detection of a frame that has none of its own, or none that may be written. Its size is small. */
    Detection failed(FrameTask task, FrameRef ref, String reason) {
        Detection.Builder detection = task.result() instanceof FrameResult.Analyzed analysed
                ? start(task.frame, ref, analysed.model(), analysed.queueNanos(), NO_STEPS)
                : start(task.frame, ref, active.get(), 0, NO_STEPS);
        return detection.setFate(Fate.FAILED).setReason(reason).build();
    }

    private Detection.Builder start(Frame frame, FrameRef ref, ModelInfo model, long queueNanos, StepNanos steps) {
        return Detection.newBuilder()
                .setCamera(frame.getCamera())
                .setStream(frame.getStream())
                .setSequence(frame.getSequence())
                .setCaptureTime(frame.getCaptureTime())
                .setClaimedTime(frame.getClaimedTime())
                .setWidth(frame.getWidth())
                .setHeight(frame.getHeight())
                .setPicture(frame.getPicture())
                .setPictureFile(frame.getPictureFile())
                .setSourceWidth(frame.getSourceWidth())
                .setSourceHeight(frame.getSourceHeight())
                .setLive(frame.getLive())
                .setLast(frame.getLast())
                .setUnchangedSince(frame.getUnchangedSince())
                .setGated(frame.getGated())
                .setFrame(ref)
                .setModel(model.name())
                .setModelSha256(model.sha256())
                .setFrameBytes(frame.getJpeg().remaining())
                .setSourceBytes(frame.getSourceBytes())
                .setTimes(StepTimes.newBuilder()
                        .setIngestMicros(frame.getIngestMicros())
                        .setQueueMicros(micros(queueNanos))
                        .setDecodeMicros(micros(steps.decode()))
                        .setLetterboxMicros(micros(steps.letterbox()))
                        .setInferenceMicros(micros(steps.inference()))
                        .setNmsMicros(micros(steps.nms()))
                        .setAgeMicros(TimeUnit.MILLISECONDS.toMicros(
                                clock.millis() - frame.getCaptureTime().toEpochMilli()))
                        .build());
    }

    private static long micros(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos);
    }
}
