package dev.hawkeye.aggregator;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.config.CurrentSettings;
import dev.hawkeye.aggregator.config.EventsOf;
import dev.hawkeye.aggregator.events.EventTracker;
import dev.hawkeye.aggregator.history.WindowHistory;
import dev.hawkeye.aggregator.input.Arrivals;
import dev.hawkeye.aggregator.input.CountedObjects;
import dev.hawkeye.aggregator.input.DetectionReader;
import dev.hawkeye.aggregator.input.KnownStreams;
import dev.hawkeye.aggregator.input.RecentFrames;
import dev.hawkeye.aggregator.input.References;
import dev.hawkeye.aggregator.input.Sighting;
import dev.hawkeye.aggregator.input.StateBounds;
import dev.hawkeye.aggregator.input.UncountableException;
import dev.hawkeye.aggregator.keyframes.FrameReader;
import dev.hawkeye.aggregator.keyframes.Keyframes;
import dev.hawkeye.aggregator.meters.AggregatorMeters;
import dev.hawkeye.aggregator.meters.ShownWindows;
import dev.hawkeye.aggregator.objects.FormerEvents;
import dev.hawkeye.aggregator.objects.ObjectTracking;
import dev.hawkeye.aggregator.output.Outputs;
import dev.hawkeye.aggregator.output.Results;
import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.aggregator.state.FormerStream;
import dev.hawkeye.aggregator.state.WindowState;
import dev.hawkeye.aggregator.windows.OpenWindows;
import dev.hawkeye.aggregator.windows.Tallies;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.streams.DeadLetters;
import dev.hawkeye.traces.Traces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes the detections of one partition: counts each frame in its windows and detects when events appear and leave.
 * Windows and events end by the camera's time, at the end of its stream or, when the camera is silent, by the wall
 * clock. Everything that outlives a call is in the store; losing the fields does no harm. A record that cannot be
 * counted, whatever it contains, becomes a dead letter.
 */
final class DetectionProcessor extends ContextualProcessor<byte[], byte[], Object, Object> {
    static final String CAMERAS = "cameras";

    /** How often the clock checks for silent cameras. */
    static final Duration CLOCK_INTERVAL = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(DetectionProcessor.class);

    private final CurrentSettings settings;
    private final DetectionReader detections;
    private final FrameReader frames;
    private final Results results;
    private final AggregatorMeters meters;
    private final Traces traces;
    private final ThrottledLog letters;
    private AggregatorConfig config;
    private StateBounds bounds;
    private CountedObjects counted;
    private Arrivals arrivals;
    private KeyValueStore<String, CameraState> cameras;
    private OpenWindows windows;
    private ShownWindows.Partition shown;
    private WindowHistory history;
    private Outputs outputs;
    private EventTracker events;
    private FormerEvents former;
    private ObjectTracking objects;

    DetectionProcessor(
            CurrentSettings settings,
            DetectionReader detections,
            FrameReader frames,
            Results results,
            AggregatorMeters meters,
            Traces traces) {
        this.settings = settings;
        this.config = settings.get();
        this.detections = detections;
        this.frames = frames;
        this.results = results;
        this.meters = meters;
        this.traces = traces;
        this.letters = DeadLetters.log(log, results.deadLetterTopic());
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        arrivals = new Arrivals(config);
        cameras = context.getStateStore(CAMERAS);
        windows = new OpenWindows(config, meters);
        shown = meters.shownWindows().partition(config.window().toMillis());
        if (config.keepsHistory()) {
            history = new WindowHistory(
                    config, context.getStateStore(WindowHistory.STORE), results.fittingChangelog(WindowHistory.STORE));
            context.schedule(WindowHistory.HOUR, PunctuationType.WALL_CLOCK_TIME, history::forgetUnwritten);
        }
        outputs = results.outputs(context);
        adopt(settings.get());
        long now = clock(context.currentSystemTimeMs());
        try (KeyValueIterator<String, CameraState> known = cameras.all()) {
            known.forEachRemaining(camera -> {
                arrivals.arrived(camera.key, camera.value.getLive(), now);
                windows.opened(camera.value.getWindows().size());
            });
        }
        context.schedule(CLOCK_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::endSilent);
        context.schedule(
                config.updateInterval(),
                PunctuationType.WALL_CLOCK_TIME,
                wall -> windows.takeChanged(cameras::get, outputs::early));
    }

    /**
     * Adopts the camera settings. What is known about the cameras themselves is in the store, so for them a change is
     * like a restart with other settings.
     */
    private void adopt(AggregatorConfig now) {
        config = now;
        bounds = new StateBounds(config, results.fittingChangelog(CAMERAS));
        counted = new CountedObjects(config.scenes());
        Keyframes keyframes = new Keyframes(config, frames, outputs, meters);
        events = new EventTracker(config, keyframes, outputs, meters);
        former = new FormerEvents(config, keyframes, outputs, meters);
        objects = new ObjectTracking(config, new Tallies(windows, meters::tallyRefused), keyframes, outputs, meters);
    }

    /** Compares by identity: an equality check at each frame would cost more than adopting equal settings once. */
    @SuppressWarnings("ReferenceEquality")
    private void followSettings() {
        AggregatorConfig now = settings.get();
        if (now != config) {
            adopt(now);
        }
    }

    private long clock(long wallMillis) {
        return detections.clock(wallMillis);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        followSettings();
        RecordMetadata place = context().recordMetadata().orElseThrow();
        try (Traces.Aggregation trace = traces.aggregating(record.headers())) {
            outputs.within(trace.header());
            detections
                    .read(record, place, context().currentSystemTimeMs(), this::aggregate)
                    .ifPresent(why -> setAside(record, place, why));
        } finally {
            outputs.within(Optional.empty());
        }
    }

    private void setAside(Record<byte[], byte[]> record, RecordMetadata place, String why) {
        letters.warn(
                "{}-{} at offset {} cannot be counted and is skipped: {}",
                place.topic(),
                place.partition(),
                place.offset(),
                why);
        meters.undecodable();
        outputs.deadLetter(record, place, why);
    }

    private void aggregate(Detection whole) {
        String camera = whole.getCamera();
        long now = clock(context().currentSystemTimeMs());
        CameraState before = cameras.get(camera);
        if (before != null && KnownStreams.include(whole, before)) {
            arrivals.arrived(camera, whole.getLive(), now);
            meters.repeated(camera);
            return;
        }
        Detection detection = counted.of(References.resolve(whole, before));
        long time = detection.getCaptureTime().toEpochMilli();
        if (before == null) {
            makeRoom();
        }
        boolean afresh = before != null && startsAfresh(whole, before);
        CameraState state = before == null
                ? unknownCamera(time, List.of())
                : afresh ? unknownCamera(time, KnownStreams.of(before)) : before;
        SortedMap<String, Sighting> seen = detection.getFate() == Fate.DETECTED
                ? Sighting.of(detection.getObjects())
                : Collections.emptySortedMap();
        bounds.check(detection, whole, state, seen);
        if (afresh && !before.getEnded()) {
            finish(camera, before);
        }
        arrivals.arrived(camera, detection.getLive(), now);
        meters.detection(whole);
        References.remember(whole, state);
        KnownStreams.follow(detection, state);
        state.setLive(detection.getLive());
        state.setStreamTime(Math.max(state.getStreamTime(), time));
        state.setBegin(Math.min(state.getBegin(), time));
        endFormerWindows(camera, state);
        if (windows.count(detection, state, seen) == 0) {
            log.debug("{}: frame {} of {} is late", camera, detection.getSequence(), detection.getCaptureTime());
            meters.late(camera);
        }
        if (detection.getFate() == Fate.DETECTED) {
            RecentFrames.add(state.getRecent(), detection, config.confirmOf());
            endFormer(camera, state);
            objects.observe(detection, state);
            if (config.events() == EventsOf.CLASS) {
                events.observe(detection, seen, state);
            }
        } else if (objects.areOver(state)) {
            endFormer(camera, state);
            objects.endAll(camera, state);
        }
        windows.close(camera, state, state.getStreamTime() - config.grace().toMillis(), this::last);
        if (detection.getLast()) {
            finish(camera, state);
            state.setEnded(true);
            context().commit(); // someone may be waiting for the end of a file
        }
        save(camera, state);
    }

    /**
     * Whether a detection begins another recording: its stream follows one that ended, or it is that of a recording which
     * is older than anything counted so far. In the time of the camera, all of that would be late.
     */
    private static boolean startsAfresh(Detection detection, CameraState state) {
        return !state.getStream().equals(detection.getStream())
                && (state.getEnded()
                        || (!detection.getLive() && detection.getCaptureTime().toEpochMilli() < state.getBegin()));
    }

    /** Ends what lasts and closes the windows: nothing follows that belongs to them. */
    private void finish(String camera, CameraState state) {
        endFormerWindows(camera, state);
        end(camera, state);
        windows.closeAll(camera, state, this::last);
    }

    /** Ends events of the kind that is no longer made; the state has some if the setting was different before. */
    private void endFormer(String camera, CameraState state) {
        if (config.events() == EventsOf.CLASS) {
            former.endAll(camera, state);
        } else {
            events.endAll(camera, state);
        }
    }

    /** Ends windows of other settings; the history has only windows of the current ones. */
    private void endFormerWindows(String camera, CameraState state) {
        long millis = state.getWindowMillis() == 0 ? config.window().toMillis() : state.getWindowMillis();
        windows.takeFormer(camera, state).forEach(window -> outputs.last(camera, window, millis));
    }

    private void last(String camera, WindowState window) {
        outputs.last(camera, window);
        shown.show(camera, window);
        if (history != null) {
            history.add(window);
        }
    }

    /**
     * Saves the history first: windows in the history may be missing from the state, while windows still in the state
     * are closed again.
     */
    private void save(String camera, CameraState state) {
        if (history != null) {
            history.save(camera, context().currentSystemTimeMs());
        }
        StateBounds.forgetOldClasses(state);
        cameras.put(camera, state);
    }

    /** @throws UncountableException when there are too many cameras and none of them is silent */
    private void makeRoom() {
        while (arrivals.isFull()) {
            String camera = arrivals.takeLongestSilent()
                    .orElseThrow(
                            () -> new UncountableException("its camera exceeds the limit of " + Arrivals.MAX_CAMERAS
                                    + " that one partition may have at a time; unless that many are intended, find out who writes to"
                                    + " the topic"));
            forget(camera);
            if (history != null) {
                history.forget(camera);
            }
        }
    }

    private void forget(String camera) {
        CameraState state = cameras.get(camera);
        windows.closeAll(camera, state, this::last);
        if (history != null) {
            history.save(camera, context().currentSystemTimeMs());
        }
        cameras.delete(camera);
        shown.forget(camera);
        meters.forgotten();
    }

    /**
     * @param begin capture time of its first frame
     * @param former its streams, of which nothing else is known anymore
     */
    private static CameraState unknownCamera(long begin, List<FormerStream> former) {
        return CameraState.newBuilder()
                .setStream("")
                .setSequence(-1)
                .setLive(false)
                .setEnded(false)
                .setStreamTime(Long.MIN_VALUE)
                .setBegin(begin)
                .setClosedUpTo(Long.MIN_VALUE)
                .setWindows(new ArrayList<>())
                .setRecent(new ArrayList<>())
                .setClasses(new HashMap<>())
                .setFormer(former)
                .build();
    }

    private void endSilent(long wallMillis) {
        for (String camera : arrivals.takeSilent(clock(wallMillis))) {
            CameraState state = cameras.get(camera);
            endFormerWindows(camera, state);
            end(camera, state);
            windows.closeSilent(camera, state, this::last);
            save(camera, state);
        }
        arrivals.takeForgotten(clock(wallMillis)).forEach(this::forget);
    }

    /** Ends what lasts; windows are closed after that, since they count it. */
    private void end(String camera, CameraState state) {
        endFormer(camera, state);
        objects.endAll(camera, state);
        if (config.events() == EventsOf.CLASS) {
            events.endAll(camera, state);
        }
        state.getRecent().clear();
    }

    @Override
    public void close() {
        letters.reset();
        windows.forget();
        shown.forget();
    }
}
