package dev.hawkeye.console.intake;

import dev.hawkeye.console.api.DetectionView;
import dev.hawkeye.console.api.ForgottenView;
import dev.hawkeye.console.api.TrackView;
import dev.hawkeye.console.detection.DetectionViews;
import dev.hawkeye.console.live.LiveMessage.Kind;
import dev.hawkeye.console.live.LiveUpdates;
import dev.hawkeye.console.pictures.PictureKey;
import dev.hawkeye.console.state.CountViews;
import dev.hawkeye.console.state.EventLog;
import dev.hawkeye.console.state.SiteState;
import dev.hawkeye.console.state.TrackViews;
import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.ClipFate;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.WindowCount;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Handles the records of the topics: each updates the state of the console and is published to the watching clients.
 * One method per topic, each confined to one thread. For a record outside {@link RecordBounds}, it changes nothing and
 * throws.
 */
public final class Intake {
    /** Detections older than this when read say nothing about the current speed of the site. */
    private static final long RECENT_MILLIS = Duration.ofMinutes(1).toMillis();

    private final SiteState known;
    private final LiveUpdates live;
    private final Topics topics;

    public Intake(SiteState known, LiveUpdates live, Topics topics) {
        this.known = known;
        this.live = live;
        this.topics = topics;
    }

    public void status(ConsumerRecord<byte[], byte[]> record, CameraStatus status) {
        String id = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (status == null) {
            if (known.cameras.forget(id)) {
                live.publish(Kind.FORGOTTEN, id, new ForgottenView(id));
            }
            return;
        }
        RecordBounds.check(status);
        long time = time(record);
        known.cameras.reported(status.getCamera(), time).ifPresent(camera -> {
            camera.status(status, time);
            live.publish(Kind.CAMERA, status.getCamera(), camera.view().withoutLast());
        });
    }

    public void detection(ConsumerRecord<byte[], byte[]> record, Detection detection) {
        if (detection == null) {
            return;
        }
        RecordBounds.check(detection);
        long time = time(record);
        known.cameras.heardOf(detection.getCamera(), time).ifPresent(camera -> {
            boolean recent = known.clock.millis() - time < RECENT_MILLIS;
            DetectionView view = camera.detection(detection, DetectionViews.view(detection, topics), time, recent);
            if (recent) {
                known.overload.add(detection);
            }
            if (recent && detection.getFate() == Fate.DETECTED) {
                known.steps.add(detection.getTimes(), System.nanoTime());
            }
            known.bytes.frame(detection.getSourceBytes(), detection.getFrameBytes());
            known.model.seen(detection.getModel(), detection.getModelSha256());
            live.publish(Kind.DETECTION, view.camera(), view);
        });
    }

    public void count(ConsumerRecord<byte[], byte[]> record, WindowCount count) {
        if (count == null) {
            return;
        }
        RecordBounds.check(count);
        known.counts.add(count);
        if (count.getIsFinal() && record.timestamp() >= known.started) {
            known.bytes.uploaded(size(record)); // The same record goes to cloud.counts.
        }
        if (record.timestamp() >= known.started) {
            live.publish(Kind.COUNT, count.getCamera(), CountViews.update(count));
        }
    }

    public void event(ConsumerRecord<byte[], byte[]> record, Event event) {
        if (event != null) {
            RecordBounds.check(event);
            known.events.add(event).ifPresent(view -> live.publish(Kind.EVENT, view.camera(), view));
        }
    }

    public void track(ConsumerRecord<byte[], byte[]> record, Track track) {
        if (track != null) {
            RecordBounds.check(track);
            TrackView view = TrackViews.of(track);
            if (known.tracks.add(view, time(record)) && record.timestamp() >= known.started) {
                live.publishNewest(Kind.TRACK, view.camera(), view.id(), view);
            }
        }
    }

    public void keyframe(ConsumerRecord<byte[], byte[]> record, Keyframe keyframe) {
        picture(PictureKey.Kind.KEYFRAME, record, keyframe);
    }

    public void clip(ConsumerRecord<byte[], byte[]> record, Clip clip) {
        if (clip != null) {
            RecordBounds.check(clip);
            boolean stored = clip.getFate() == ClipFate.STORED;
            known.events
                    .addClip(
                            clip.getEvent(),
                            new EventLog.Clip(
                                    record.partition(),
                                    record.offset(),
                                    stored ? clip.getAddress() : null,
                                    stored ? null : clip.getReason()))
                    .ifPresent(view -> live.publish(Kind.EVENT, view.camera(), view));
        }
    }

    public void uploaded(ConsumerRecord<byte[], byte[]> record, Keyframe keyframe) {
        if (keyframe != null && record.timestamp() >= known.started) {
            known.bytes.uploaded(size(record));
        }
        picture(PictureKey.Kind.UPLOADED, record, keyframe);
    }

    private void picture(PictureKey.Kind kind, ConsumerRecord<byte[], byte[]> record, Keyframe keyframe) {
        if (keyframe != null) {
            known.events
                    .addKeyframe(keyframe.getEvent(), new EventLog.Place(kind, record.partition(), record.offset()))
                    .ifPresent(view -> live.publish(Kind.EVENT, view.camera(), view));
        }
    }

    /**
     * The time at which the broker received the record; a topic that keeps its producers' timestamps may hold future
     * ones.
     */
    private long time(ConsumerRecord<?, ?> record) {
        return Math.min(record.timestamp(), known.clock.millis());
    }

    private static long size(ConsumerRecord<byte[], byte[]> record) {
        return Math.max(0, record.serializedKeySize()) + (long) Math.max(0, record.serializedValueSize());
    }
}
