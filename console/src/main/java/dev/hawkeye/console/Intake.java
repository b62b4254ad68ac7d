package dev.hawkeye.console;

import dev.hawkeye.console.LiveMessage.Kind;
import dev.hawkeye.console.api.CountUpdate;
import dev.hawkeye.console.api.DetectionView;
import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.WindowCount;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What becomes of each record that is read: it changes what the console knows, and is told to those who look. One method
 * for each topic, each for one thread.
 */
final class Intake {
    /** A detection that is read later than this tells nothing of how fast the site is now. */
    private static final long RECENT_MILLIS = Duration.ofMinutes(1).toMillis();
    /** As the aggregator has it. */
    private static final int MOST_OBJECTS = 1_000;

    private final Knowledge known;
    private final LiveUpdates live;
    private final Topics topics;

    Intake(Knowledge known, LiveUpdates live, Topics topics) {
        this.known = known;
        this.live = live;
        this.topics = topics;
    }

    void status(ConsumerRecord<byte[], byte[]> record, CameraStatus status) {
        String id = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (status == null) {
            known.cameras.remove(id);
            return;
        }
        known.cameras.heardOf(status.getCamera(), record.timestamp()).ifPresent(camera -> {
            camera.status(status, record.timestamp());
            live.publish(Kind.CAMERA, status.getCamera(), camera.view().withoutLast());
        });
    }

    void detection(ConsumerRecord<byte[], byte[]> record, Detection detection) {
        if (detection == null || detection.getObjects().size() > MOST_OBJECTS) {
            return;
        }
        known.cameras.heardOf(detection.getCamera(), record.timestamp()).ifPresent(camera -> {
            DetectionView view = Detections.view(detection, topics);
            boolean recent = known.clock.millis() - record.timestamp() < RECENT_MILLIS;
            camera.detection(detection, view, record.timestamp(), recent);
            if (recent && detection.getFate() == Fate.DETECTED) {
                known.steps.add(detection.getTimes(), System.nanoTime());
            }
            known.bytes.frame(detection.getSourceBytes(), detection.getFrameBytes());
            known.model.seen(detection.getModel(), detection.getModelSha256());
            live.publish(Kind.DETECTION, view.camera(), view);
        });
    }

    void count(ConsumerRecord<byte[], byte[]> record, WindowCount count) {
        if (count == null) {
            return;
        }
        known.counts.add(count);
        if (count.getIsFinal() && record.timestamp() >= known.started) {
            known.bytes.uploaded(size(record)); // The same record goes to cloud.counts.
        }
        if (record.timestamp() >= known.started) {
            live.publish(Kind.COUNT, count.getCamera(), update(count));
        }
    }

    private static CountUpdate update(WindowCount count) {
        return new CountUpdate(
                count.getCamera(),
                count.getClassName(),
                count.getWindowStart().toEpochMilli(),
                count.getWindowEnd().toEpochMilli(),
                count.getIsFinal(),
                count.getFramesAnalysed(),
                count.getFramesWith(),
                count.getDetections(),
                count.getMean(),
                count.getPeak());
    }

    void event(ConsumerRecord<byte[], byte[]> record, Event event) {
        if (event != null) {
            known.events.add(event).ifPresent(view -> live.publish(Kind.EVENT, view.camera(), view));
        }
    }

    void keyframe(ConsumerRecord<byte[], byte[]> record, Keyframe keyframe) {
        picture(PictureKey.Kind.KEYFRAME, record, keyframe);
    }

    void uploaded(ConsumerRecord<byte[], byte[]> record, Keyframe keyframe) {
        if (keyframe != null && record.timestamp() >= known.started) {
            known.bytes.uploaded(size(record));
        }
        picture(PictureKey.Kind.UPLOADED, record, keyframe);
    }

    private void picture(PictureKey.Kind kind, ConsumerRecord<byte[], byte[]> record, Keyframe keyframe) {
        if (keyframe != null) {
            known.events
                    .addKeyframe(keyframe.getEvent(), new Events.Place(kind, record.partition(), record.offset()))
                    .ifPresent(view -> live.publish(Kind.EVENT, view.camera(), view));
        }
    }

    private static long size(ConsumerRecord<byte[], byte[]> record) {
        return Math.max(0, record.serializedKeySize()) + (long) Math.max(0, record.serializedValueSize());
    }
}
