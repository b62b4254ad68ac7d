package dev.hawkeye.aggregator.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.config.EventChoice;
import dev.hawkeye.aggregator.input.Sighting;
import dev.hawkeye.aggregator.keyframes.FrameReader;
import dev.hawkeye.aggregator.keyframes.Keyframes;
import dev.hawkeye.aggregator.meters.AggregatorMeters;
import dev.hawkeye.aggregator.meters.Withheld;
import dev.hawkeye.aggregator.output.Outputs;
import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.aggregator.state.ClassState;
import dev.hawkeye.aggregator.state.OpenEvent;
import dev.hawkeye.aggregator.state.RecentFrame;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Tracks classes that appear in front of a camera and leave. A class appears when enough of the last analyzed frames
 * show it clearly enough. From then on any sighting keeps it present, so that a class whose score fluctuates is one
 * event. It leaves when an analyzed frame without it comes long enough after its last sighting: absence has to be
 * observed; a gap between frames proves nothing. Not thread-safe; used by one stream thread.
 */
public final class EventTracker {
    private final int confirm;
    private final long leaveAfterMillis;
    private final ByCamera<EventChoice> choices;
    private final Keyframes keyframes;
    private final Outputs outputs;
    private final AggregatorMeters meters;

    public EventTracker(AggregatorConfig config, Keyframes keyframes, Outputs outputs, AggregatorMeters meters) {
        this.confirm = config.confirm();
        this.leaveAfterMillis = config.leaveAfter().toMillis();
        this.choices = config.cameras();
        this.keyframes = keyframes;
        this.outputs = outputs;
        this.meters = meters;
    }

    /** Processes an analyzed frame, the last of the camera's recent ones, and its sightings. */
    public void observe(Detection detection, SortedMap<String, Sighting> seen, CameraState camera) {
        long time = detection.getCaptureTime().toEpochMilli();
        EventChoice choice = choices.of(detection.getCamera());
        seen.forEach((className, sighting) -> {
            ClassState known = camera.getClasses().get(className);
            if (known != null && known.getEvent() != null) {
                extend(known.getEvent(), sighting, time);
            } else if (choice.makesEvents(className)) {
                Confirmation.find(
                                camera.getRecent(),
                                className,
                                choice.eventConfidence(),
                                confirm,
                                known == null ? null : known.getLastEnd())
                        .ifPresent(confirmation -> appear(detection, className, confirmation, camera));
            }
        });
        new TreeMap<>(camera.getClasses()).forEach((className, state) -> {
            OpenEvent event = state.getEvent();
            if (event != null && !seen.containsKey(className) && time - event.getLastSeen() >= leaveAfterMillis) {
                leave(detection.getCamera(), className, state);
            }
        });
    }

    private static void extend(OpenEvent event, Sighting sighting, long time) {
        event.setLastSeen(Math.max(event.getLastSeen(), time));
        event.setPeak(Math.max(event.getPeak(), sighting.objects()));
        event.setConfidence(Math.max(event.getConfidence(), sighting.confidence()));
    }

    private void appear(Detection detection, String className, Confirmation confirmation, CameraState state) {
        String camera = detection.getCamera();
        long confirmed = detection.getCaptureTime().toEpochMilli();
        long start = confirmation.start();
        String origin = String.join("/", camera, className, detection.getStream(), Long.toString(start));
        String id = UUID.nameUUIDFromBytes(origin.getBytes(UTF_8)).toString();
        RecentFrame best = confirmation.best().frame();
        ClassState classState = state.getClasses().computeIfAbsent(className, c -> new ClassState());
        String notUploaded = keyframes
                .take(new Keyframes.Subject(id, camera, className), best, state, classState)
                .map(Withheld::reason)
                .orElse(null);
        OpenEvent event = OpenEvent.newBuilder()
                .setId(id)
                .setStart(start)
                .setConfirmed(confirmed)
                .setLastSeen(confirmation.end())
                .setPeak(confirmation.peak())
                .setConfidence(confirmation.confidence())
                .setKeyframe(best.getPlace())
                .setNotUploadedReason(notUploaded)
                .build();
        classState.setEvent(event);
        send(camera, className, EventKind.APPEARED, event, null, confirmed);
    }

    private void leave(String camera, String className, ClassState state) {
        OpenEvent event = state.getEvent();
        state.setEvent(null);
        state.setLastEnd(event.getLastSeen());
        send(camera, className, EventKind.LEFT, event, Instant.ofEpochMilli(event.getLastSeen()), event.getLastSeen());
    }

    private void send(String camera, String className, EventKind kind, OpenEvent event, Instant end, long time) {
        Event record = Event.newBuilder()
                .setId(event.getId())
                .setCamera(camera)
                .setClassName(className)
                .setKind(kind)
                .setStart(Instant.ofEpochMilli(event.getStart()))
                .setConfirmed(Instant.ofEpochMilli(event.getConfirmed()))
                .setEnd(end)
                .setPeak(event.getPeak())
                .setConfidence(event.getConfidence())
                .setKeyframe(FrameReader.ref(event.getKeyframe()))
                .setUploaded(event.getNotUploadedReason() == null)
                .setNotUploadedReason(event.getNotUploadedReason())
                .build();
        outputs.event(record, time);
        meters.event(record);
    }

    /** Ends every event of a camera: nothing connects them to what comes next. */
    public void endAll(String camera, CameraState state) {
        List<Map.Entry<String, ClassState>> open = state.getClasses().entrySet().stream()
                .filter(entry -> entry.getValue().getEvent() != null)
                .sorted(Map.Entry.comparingByKey())
                .toList();
        open.forEach(entry -> leave(camera, entry.getKey(), entry.getValue()));
    }
}
