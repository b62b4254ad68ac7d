package dev.hawkeye.ingest;

import dev.hawkeye.clips.ClipsConfig;
import dev.hawkeye.ingest.clips.Clips;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.GateConfig;
import dev.hawkeye.ingest.config.IngestConfig;
import dev.hawkeye.ingest.ffmpeg.FFmpeg;
import dev.hawkeye.ingest.gate.DetectionFeed;
import dev.hawkeye.ingest.gate.Gates;
import dev.hawkeye.ingest.gate.IgnoredArea;
import dev.hawkeye.ingest.picture.JpegEncoder;
import dev.hawkeye.ingest.reading.CameraReader;
import dev.hawkeye.ingest.ring.CameraPackets;
import dev.hawkeye.ingest.sending.Backlog;
import dev.hawkeye.ingest.sending.FrameOutlet;
import dev.hawkeye.ingest.sending.KeyPartition;
import dev.hawkeye.ingest.sending.RecordSender;
import dev.hawkeye.ingest.sending.SentFrames;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.ingest.status.CameraEnd;
import dev.hawkeye.ingest.status.CameraHealth;
import dev.hawkeye.ingest.status.CameraMeters;
import dev.hawkeye.ingest.status.CameraProgress;
import dev.hawkeye.metrics.ClientMetrics;
import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.traces.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads cameras and writes frame records. Any number of instances with the same list of cameras share them; one
 * instance at a time reads each camera, on its own thread. An interrupted file or folder of a lossless camera resumes
 * where it stopped, on any instance. The topics must exist.
 *
 * <p>Owns the threads, the producer, the group membership and the admin client, from the constructor until
 * {@link #close()}. {@link #start()} is called once; all other methods may be called at any time, from any thread.
 */
public final class IngestService implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(IngestService.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(6);
    private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(8);
    private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(2);
    private static final int SESSION_TIMEOUT_MS = 10_000;
    private static final int HEARTBEAT_MS = 1_000;
    private static final String CLIPS_GROUP = "-clips";

    private final IngestConfig config;
    private Traces traces = Traces.OFF;
    private volatile Map<String, CameraConfig> cameras;
    private final Topics topics;
    private final MeterRegistry metrics;
    private final Serializer<Frame> frames;
    private final Serializer<CameraStatus> statuses;
    private final RecordSender sender;
    private final Admin admin;
    private final ClientMetrics adminMetrics;
    private final Backlog backlog;
    private final SentFrames sentFrames;
    private final GoneCameras goneCameras;
    private final CameraShare share;
    private final Thread shareThread;
    private final DetectionFeed feed;
    private final Thread feedThread;
    private final CameraThreads threads = new CameraThreads();
    private final Map<String, CameraHealth> health = new ConcurrentHashMap<>();
    private final Set<String> reported = ConcurrentHashMap.newKeySet(); // cameras of this instance's share
    private final ScheduledExecutorService reporter =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "camera-status"));
    private volatile Future<?> reports;
    private volatile Consumer<CameraEnd> endListener = end -> {};
    private volatile Gates gates;
    private Turns turns = new Turns(Integer.MAX_VALUE);
    private final Map<String, Object> clientProperties;
    private final SchemaRegistry registry;
    private Clips clips; // null without clips

    /**
     * Creates the clients; reads nothing yet.
     *
     * @param cameras all cameras of the site, the same for all instances
     * @param kafkaProperties {@code bootstrap.servers} and every other native property for all clients
     * @throws IllegalArgumentException when two cameras have the same id
     * @throws org.apache.kafka.common.KafkaException when a native property is wrong
     */
    public IngestService(
            IngestConfig config,
            List<CameraConfig> cameras,
            Map<String, Object> kafkaProperties,
            Topics topics,
            SchemaRegistry registry,
            MeterRegistry metrics) {
        this.config = config;
        this.topics = topics;
        this.metrics = metrics;
        this.cameras = byId(cameras);
        frames = registry.serde(Frame.class).serializer();
        statuses = registry.serde(CameraStatus.class).serializer();
        Map<String, Object> properties = new HashMap<>(kafkaProperties);
        properties.putAll(config.kafka());
        clientProperties = Map.copyOf(properties);
        this.registry = registry;
        sender = new RecordSender(properties, metrics);
        admin = Admin.create(properties);
        adminMetrics = ClientMetrics.of(admin, metrics);
        backlog = new Backlog(admin, topics.frames(), config.detectorGroup(), config.losslessBacklog());
        sentFrames = new SentFrames(
                properties, topics.frames(), registry.serde(Frame.class).deserializer());
        goneCameras = new GoneCameras(
                config.group(), () -> this.cameras.keySet(), topics.cameraStatus(), properties, registry, sender);
        share = new CameraShare(
                memberProperties(properties),
                topics.cameraStatus(),
                () -> this.cameras.keySet(),
                new Assigned(),
                metrics);
        shareThread = daemon(this::runShare, "camera-share");
        gates = new Gates(config.gate(), camera -> IgnoredArea.NONE);
        feed = new DetectionFeed(
                properties,
                topics.detections(),
                registry.serde(Detection.class).deserializer(),
                KeyPartition::of,
                metrics);
        feedThread = daemon(feed, "gate-feed");
    }

    private static Map<String, CameraConfig> byId(List<CameraConfig> cameras) {
        Map<String, CameraConfig> map = new LinkedHashMap<>();
        for (CameraConfig camera : cameras) {
            if (map.put(camera.id(), camera) != null) {
                throw new IllegalArgumentException("id must be unique, got twice: " + camera.id());
            }
        }
        return Collections.unmodifiableMap(map);
    }

    private void runShare() {
        try {
            FFmpeg.load(); // now, while the group forms, so that the first camera need not wait
            JpegEncoder.load();
        } catch (LinkageError e) {
            log.error("Cannot load FFmpeg or OpenCV on this platform, so no camera is read: {}", e.getMessage());
            return;
        }
        share.run();
    }

    private Map<String, Object> memberProperties(Map<String, Object> properties) {
        Map<String, Object> member = new HashMap<>();
        member.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        member.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        member.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
        member.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        member.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        member.putAll(properties);
        member.put(ConsumerConfig.GROUP_ID_CONFIG, config.group());
        member.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return member;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Sets the listener that is called on the camera's thread when a camera has ended or failed permanently, once Kafka
     * has acknowledged all its frames. Set it before {@link #start()}.
     */
    public void onCameraEnd(Consumer<CameraEnd> listener) {
        endListener = listener;
    }

    /**
     * Limits how many cameras are read at once, each to its end, while the others wait. Intended for batches of files.
     * Set it before {@link #start()}; unlimited by default.
     *
     * @param most at least 1
     */
    public void atOnce(int most) {
        turns = new Turns(most);
    }

    /**
     * Sets the areas that a camera's gate ignores, by camera id. Set it before {@link #start()}; by default no area is
     * ignored.
     */
    public void ignoring(Function<String, IgnoredArea> areas) {
        gates = new Gates(config.gate(), areas);
    }

    /** Sets which frames are traced. Set it before {@link #start()}; none by default. The caller closes it. */
    public void tracing(Traces itsTraces) {
        traces = itsTraces;
    }

    /**
     * Enables clips of events, if the settings name a storage. Call it before {@link #start()}, at most once.
     *
     * @param spool folder of clips that wait for upload, unless the settings name one
     * @throws dev.hawkeye.settings.UserException when that folder cannot be used
     */
    public void recording(ClipsConfig settings, Path spool) {
        if (settings.isUsed()) {
            clips = new Clips(
                    settings,
                    spool,
                    new Clips.Surroundings(
                            clientProperties, config.group() + CLIPS_GROUP, topics, registry, sender, metrics));
        }
    }

    /**
     * Replaces the list of cameras at run time; returns at once. Unchanged cameras continue undisturbed. New ones start
     * within a second; removed ones stop and lose their status; changed ones restart, with files and folders resuming
     * where they stopped. Every instance must get the same list.
     *
     * @param now all cameras of the site
     * @param gate settings of the cameras that have a gate; if they changed, those cameras restart
     * @param areas that a camera's gate ignores, by camera id
     * @param anew ids of cameras to restart although their own settings are unchanged
     * @throws IllegalArgumentException when two cameras have the same id; then nothing changes
     */
    public void change(List<CameraConfig> now, GateConfig gate, Function<String, IgnoredArea> areas, Set<String> anew) {
        Map<String, CameraConfig> before = cameras;
        Map<String, CameraConfig> after = byId(now);
        Set<String> changed = new HashSet<>(anew);
        before.forEach((id, camera) -> {
            if (!camera.equals(after.get(id)) || (Gates.has(camera) && !gate.equals(gates.config()))) {
                changed.add(id);
            }
        });
        gates.replace(gate, areas);
        gates.forget(changed);
        cameras = after;
        startFeed();
        share.changed(changed);
    }

    private synchronized void startFeed() {
        if (feedThread.getState() == Thread.State.NEW
                && cameras.values().stream().anyMatch(Gates::has)) {
            feedThread.start();
        }
    }

    /** Joins the group of instances; returns at once. */
    public void start() {
        shareThread.start();
        startFeed();
        long millis = config.statusInterval().toMillis();
        reports = reporter.scheduleAtFixedRate(this::reportAll, millis, millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Reports all cameras, including ended ones: a status that Kafka rejected when it changed is eventually delivered.
     */
    private void reportAll() {
        for (String id : reported) {
            CameraHealth camera = health.get(id);
            if (camera != null) { // null if it is just being removed
                camera.publish();
            }
        }
    }

    /** Whether this instance has been assigned its share of the cameras. */
    public boolean ready() {
        return share.hasJoined();
    }

    /** Whether this instance still works; an offline camera does not count against it. */
    public boolean live() {
        Future<?> running = reports;
        return shareThread.isAlive() && running != null && !running.isDone();
    }

    /** The progress of each camera that this instance reads or has read, by id. */
    public Map<String, CameraProgress> progress() {
        Map<String, CameraProgress> progress = new LinkedHashMap<>();
        for (String id : cameras.keySet()) {
            CameraHealth camera = health.get(id);
            if (camera != null) {
                progress.put(id, camera.progress());
            }
        }
        return progress;
    }

    /** Stops all cameras, flushes what is in flight and leaves the group, within 10 s. */
    @Override
    public void close() {
        reporter.shutdownNow();
        goneCameras.close();
        share.stop();
        feed.stop();
        try {
            shareThread.join(LEAVE_TIMEOUT.toMillis());
            feedThread.join(FLUSH_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (clips != null) {
            clips.close();
        }
        sender.close(FLUSH_TIMEOUT);
        adminMetrics.close();
        admin.close(Duration.ZERO);
    }

    private void publish(CameraStatus status) {
        try {
            byte[] value = statuses.serialize(topics.cameraStatus(), status);
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                    topics.cameraStatus(), null, status.getReported().toEpochMilli(), status.getCamera(), value);
            sender.offer(record, (metadata, e) -> sender.report(e))
                    .ifPresent(
                            e -> log.debug("Cannot publish the status of camera {} this time", status.getCamera(), e));
        } catch (RegistryException e) {
            log.debug("Cannot publish the status of camera {} this time", status.getCamera(), e);
        }
    }

    /** Starts and stops the cameras of this instance's share. */
    private final class Assigned implements CameraShare.Cameras {

        @Override
        public void start(Set<String> ids) {
            sender.learn(topics.cameraStatus(), METADATA_TIMEOUT);
            sender.learn(topics.frames(), METADATA_TIMEOUT);
            for (CameraConfig camera : cameras.values()) {
                CameraHealth before = health.get(camera.id());
                boolean ended = before != null
                        && before.reads(camera)
                        && before.progress().ended(); // not read again
                if (ids.contains(camera.id())) {
                    if (ended) {
                        before.resume();
                    } else {
                        startOne(camera);
                    }
                    reported.add(camera.id());
                }
            }
        }

        private void startOne(CameraConfig camera) {
            StopSignal stop = new StopSignal();
            CameraMeters meters = new CameraMeters(camera.id(), metrics);
            CameraHealth state = new CameraHealth(camera, config, meters, IngestService.this::publish);
            boolean lossless = camera.mode() == CameraConfig.Mode.LOSSLESS;
            FrameOutlet outlet =
                    new FrameOutlet(lossless, topics.frames(), frames, sender, backlog, state, stop, traces);
            health.put(camera.id(), state);
            CameraReader reader = new CameraReader(
                    camera,
                    config,
                    outlet,
                    sentFrames,
                    state,
                    meters,
                    gates,
                    packets(camera),
                    end -> endListener.accept(end),
                    stop);
            gates.learning(camera).ifPresent(learning -> feed.add(camera.id(), learning, state::audited));
            threads.start(camera.id(), () -> turns.read(reader, stop), stop);
        }

        private CameraPackets packets(CameraConfig camera) {
            return clips == null || camera.clips() == CameraConfig.ClipMode.OFF
                    ? null
                    : clips.open(camera.id(), camera.ahead(config.losslessBacklog()));
        }

        @Override
        public void stop(Set<String> ids) {
            threads.stop(ids, STOP_TIMEOUT);
            reported.removeAll(ids);
            for (String id : ids) {
                CameraHealth camera = cameras.containsKey(id) ? health.get(id) : health.remove(id); // to be read anew
                if (camera != null) {
                    camera.release();
                }
            }
            feed.remove(ids);
            if (clips != null) {
                clips.remove(ids);
            }
        }

        @Override
        public void taken(Set<TopicPartition> partitions) {
            goneCameras.lookIn(partitions);
        }
    }
}
