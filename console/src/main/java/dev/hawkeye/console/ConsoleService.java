package dev.hawkeye.console;

import dev.hawkeye.console.access.AdminControl;
import dev.hawkeye.console.access.AdminDoor;
import dev.hawkeye.console.access.Attempts;
import dev.hawkeye.console.access.Doorkeeper;
import dev.hawkeye.console.access.Sessions;
import dev.hawkeye.console.admin.Administration;
import dev.hawkeye.console.api.ForgottenView;
import dev.hawkeye.console.api.ScenesView;
import dev.hawkeye.console.clips.ClipFiles;
import dev.hawkeye.console.clips.ClipSights;
import dev.hawkeye.console.counts.Counts;
import dev.hawkeye.console.detection.TryIt;
import dev.hawkeye.console.health.HealthReport;
import dev.hawkeye.console.health.Lag;
import dev.hawkeye.console.http.JsonAnswers;
import dev.hawkeye.console.http.SecurityHeaders;
import dev.hawkeye.console.http.WorkerPool;
import dev.hawkeye.console.intake.Intake;
import dev.hawkeye.console.intake.StartOffsets;
import dev.hawkeye.console.intake.TopicTail;
import dev.hawkeye.console.live.LiveMessage.Kind;
import dev.hawkeye.console.live.LiveUpdates;
import dev.hawkeye.console.metrics.ConsoleMeters;
import dev.hawkeye.console.pictures.PictureRecords;
import dev.hawkeye.console.pictures.Pictures;
import dev.hawkeye.console.routes.CameraRoutes;
import dev.hawkeye.console.routes.CameraTestRoute;
import dev.hawkeye.console.routes.ClipRoutes;
import dev.hawkeye.console.routes.CountCsvRoute;
import dev.hawkeye.console.routes.CountRange;
import dev.hawkeye.console.routes.CountRoutes;
import dev.hawkeye.console.routes.EventRoutes;
import dev.hawkeye.console.routes.LiveRoute;
import dev.hawkeye.console.routes.ModelRoutes;
import dev.hawkeye.console.routes.Page;
import dev.hawkeye.console.routes.SettingsRoutes;
import dev.hawkeye.console.routes.Slowly;
import dev.hawkeye.console.routes.TrackRoutes;
import dev.hawkeye.console.routes.TryItRoute;
import dev.hawkeye.console.scene.SceneViews;
import dev.hawkeye.console.state.CameraRecord;
import dev.hawkeye.console.state.KnownTracks;
import dev.hawkeye.console.state.SiteState;
import dev.hawkeye.counts.CountHistory;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.vision.detection.DetectionLimits;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/**
 * One console: reads what the other services write and serves it over HTTP, live. It is read-only unless it is given an
 * {@link Administration}, so any number of instances may run side by side.
 *
 * <p>Owns its consumers and threads from {@link #start()} to {@link #close()}; it does not own the HTTP server.
 * Thread-safe.
 */
public final class ConsoleService implements AutoCloseable {
    private static final Duration RECENT_COUNTS = Duration.ofMinutes(15);
    private static final Duration TICK = Duration.ofSeconds(2);
    private static final int ANSWERING_THREADS = 8;
    private static final int ANSWERING_QUEUE = 1024;
    private static final int ASKING_THREADS = 4;
    private static final int ASKING_QUEUE = 64;
    private static final int WRITING_THREADS = 2;
    private static final int WRITING_QUEUE = 8;
    private static final int PLAYING_THREADS = 4;
    private static final int PLAYING_QUEUE = 64;
    private static final int ADMIN_THREADS = 3;
    private static final int ADMIN_QUEUE = 32;

    private final Pipeline pipeline;
    private final ConsoleMeters meters;
    private final SiteState known;
    private final LiveUpdates live;
    private final List<TopicTail<?>> tails;
    private final Pictures pictures;
    private final ClipFiles clipFiles;
    private final ClipSights clipSights;
    private final Counts counts;
    private final ZoneId zone;
    private final Lag lag;
    private final HealthReport health;
    private final TryIt tryIt;
    private final WorkerPool answering = new WorkerPool("console-answer", ANSWERING_THREADS, ANSWERING_QUEUE);
    private final WorkerPool asking = new WorkerPool("console-history", ASKING_THREADS, ASKING_QUEUE);
    private final WorkerPool writing = new WorkerPool("console-export", WRITING_THREADS, WRITING_QUEUE);
    private final WorkerPool playing = new WorkerPool("console-clip", PLAYING_THREADS, PLAYING_QUEUE);
    private final WorkerPool administering = new WorkerPool("console-admin", ADMIN_THREADS, ADMIN_QUEUE);
    private final WorkerPool testing = new WorkerPool("console-camera-test", CameraTestRoute.AT_ONCE, 1);
    private volatile ScenesView scenes;
    private final Ticker ticker = new Ticker("console-ticker", TICK, this::tick);

    /**
     * Does not connect to anything yet.
     *
     * @param kafka native properties for every client, including {@code bootstrap.servers}; requested when the service
     * starts, since an in-process broker may not have its port earlier. Those in {@link ConsoleConfig#kafka()} take
     * precedence
     * @param history source of the final windows
     */
    public ConsoleService(
            ConsoleConfig config,
            Pipeline pipeline,
            Supplier<Map<String, Object>> kafka,
            SchemaRegistry registry,
            CountHistory history,
            MeterRegistry metrics) {
        Supplier<Map<String, Object>> properties = () -> {
            Map<String, Object> all = new HashMap<>(kafka.get());
            all.putAll(config.kafka());
            return all;
        };
        this.pipeline = pipeline;
        this.scenes = SceneViews.of(pipeline.scenes());
        this.meters = new ConsoleMeters(metrics);
        this.known = new SiteState(
                Clock.systemUTC(), config.events(), pipeline.topics().frames());
        this.live = new LiveUpdates(known.clock);
        this.lag = new Lag(properties, pipeline.topics(), pipeline.detectorGroup(), pipeline.aggregatorGroup(), meters);
        this.health = new HealthReport(known, lag);
        this.counts = new Counts(history, known.counts, pipeline.settings().advance());
        this.zone = config.zone();
        this.tryIt = new TryIt(pipeline.model(), pipeline.limits());
        this.pictures = new Pictures(
                () -> new PictureRecords(properties.get(), pipeline.topics(), registry),
                config.pictureCache().bytes(),
                pipeline.limits().maxPixels());
        this.clipFiles = new ClipFiles(pipeline.clips());
        this.clipSights = new ClipSights(properties, pipeline.topics(), registry);
        this.tails = new Tails(properties, registry).all(config.events());
        meters.clients(live::clients);
        meters.pictureCache(pictures::cachedBytes);
    }

    /**
     * Replaces the zones, lines and masks; callable at any time. Pages show them at the next load.
     *
     * @param limits the limits for pictures from visitors
     */
    public void change(ByCamera<Scene> now, DetectionLimits limits) {
        scenes = SceneViews.of(now);
        tryIt.limit(limits);
    }

    /** Creates the topic readers. */
    private final class Tails {
        private final Supplier<Map<String, Object>> kafka;
        private final SchemaRegistry registry;

        Tails(Supplier<Map<String, Object>> kafka, SchemaRegistry registry) {
            this.kafka = kafka;
            this.registry = registry;
        }

        List<TopicTail<?>> all(int mostEvents) {
            Topics topics = pipeline.topics();
            Intake intake = new Intake(known, live, topics);
            List<TopicTail<?>> all = new ArrayList<>(List.of(
                    tail(topics.cameraStatus(), StartOffsets.beginning(), CameraStatus.class, intake::status),
                    tail(topics.detections(), StartOffsets.end(), Detection.class, intake::detection),
                    tail(topics.counts(), StartOffsets.since(RECENT_COUNTS), WindowCount.class, intake::count),
                    tail(topics.tracks(), StartOffsets.since(KnownTracks.KEPT), Track.class, intake::track),
                    // APPEARED, LEFT, and an end-of-transaction marker for each.
                    tail(topics.events(), StartOffsets.newest(4 * mostEvents), Event.class, intake::event),
                    tail(topics.keyframes(), StartOffsets.newest(2 * mostEvents), Keyframe.class, intake::keyframe)));
            if (pipeline.readsCloud()) {
                all.add(tail(
                        topics.cloudKeyframes(),
                        StartOffsets.newest(2 * mostEvents),
                        Keyframe.class,
                        intake::uploaded));
            }
            if (pipeline.clips().isUsed()) {
                all.add(tail(topics.clips(), StartOffsets.newest(2 * mostEvents), Clip.class, intake::clip));
            }
            return List.copyOf(all);
        }

        private <T extends SpecificRecord> TopicTail<T> tail(
                String topic, StartOffsets start, Class<T> type, TopicTail.Sink<T> sink) {
            return new TopicTail<>(topic, start, kafka, registry, type, meters, sink);
        }
    }

    /** Adds the page and a read-only API to a server that has not been started yet. */
    public void addTo(RoutesConfig routes, Sessions sessions) {
        addTo(routes, sessions, AdminControl.NOBODY, Administration.NONE);
    }

    /**
     * Adds the page and the API to a server that has not been started yet.
     *
     * @param sessions the server's access control: who may send requests
     * @param control who may make changes
     * @param administration the parts of the site that can be changed
     */
    public void addTo(RoutesConfig routes, Sessions sessions, AdminControl control, Administration administration) {
        SecurityHeaders.addTo(routes);
        JsonAnswers.addTo(routes);
        new Doorkeeper(sessions, new Attempts(System::nanoTime), live::hasRoom).addTo(routes);
        AdminDoor.of(control, new Attempts(System::nanoTime)).addTo(routes);
        Page page = new Page();
        routes.get("/", page::index);
        routes.get("/assets/<path>", context -> page.asset(context, context.pathParam("path")));
        routes.get("/api/openapi.yaml", page::openApi);
        CameraRoutes cameras = new CameraRoutes(known.cameras, pipeline.topics(), pictures, answering);
        cameras.addTo(routes);
        new EventRoutes(known, pictures, cameras).addTo(routes);
        new ClipRoutes(known.events, clipFiles, clipSights, playing).addTo(routes);
        new TrackRoutes(known.tracks, () -> scenes, asking).addTo(routes);
        CountRange range = new CountRange(counts, known.clock);
        new CountRoutes(counts, range, asking).addTo(routes);
        new CountCsvRoute(counts, known.cameras, range, zone, writing).addTo(routes);
        routes.get(
                "/api/site",
                context -> JsonAnswers.json(context, pipeline.settings().view(zone)));
        routes.get("/api/model", context -> JsonAnswers.json(context, tryIt.model(known.model)));
        routes.get("/api/health", context -> JsonAnswers.json(context, health.now()));
        new TryItRoute(tryIt).addTo(routes);
        new LiveRoute(live, known, health).addTo(routes);
        Slowly slowly = new Slowly(administering);
        new SettingsRoutes(administration.settings(), slowly).addTo(routes);
        new ModelRoutes(administration.models(), slowly).addTo(routes);
        new CameraTestRoute(administration.cameras(), new Slowly(testing)).addTo(routes);
    }

    /** Starts reading; returns at once, even if no broker is reachable yet. */
    public void start() {
        tails.forEach(TopicTail::start);
        pictures.start();
        lag.start();
        pipeline.model().ifPresent(file -> asking.orHere().execute(() -> known.model.inspect(file)));
        ticker.start();
    }

    private void tick() {
        known.cameras.forgetTheGone().forEach(id -> live.publish(Kind.FORGOTTEN, id, new ForgottenView(id)));
        for (CameraRecord camera : known.cameras.all()) {
            known.overload.wants(camera.id(), camera.wantedFps());
            if (camera.measure()) {
                live.publish(Kind.CAMERA, camera.id(), camera.view().withoutLast());
            }
        }
        live.publish(Kind.HEALTH, "", health.now());
    }

    /** @return whether all topics are being read and Kafka answers */
    public boolean ready() {
        return lag.answered() && tails.stream().allMatch(TopicTail::ready);
    }

    /** @return false when only a restart helps */
    public boolean live() {
        return tails.stream().allMatch(TopicTail::live);
    }

    /** Ends the live updates and stops reading, within 10 s. */
    @Override
    public void close() {
        ticker.close();
        live.close();
        tails.parallelStream().forEach(TopicTail::close);
        pictures.close();
        lag.close();
        meters.close();
        answering.close();
        asking.close();
        writing.close();
        administering.close();
        testing.close();
        playing.close();
        clipFiles.close();
        tryIt.close();
    }
}
