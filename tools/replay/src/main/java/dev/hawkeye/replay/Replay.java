package dev.hawkeye.replay;

import dev.hawkeye.analyze.AggregatorProgress;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;

/**
 * Runs the frames of a period through its own detector and aggregator, and compares the results. It only reads from the
 * site, without a group, and no faster than its own detector works, plus a few hundred frames of backlog. Not
 * thread-safe; used once.
 */
public final class Replay {
    private static final int AHEAD = 256;
    private static final int MAX_PARTITIONS = 8;
    private static final int MAX_LISTED = 200;
    /** A replay aborts when less disk space than this is free. */
    private static final long MIN_FREE_BYTES = 1L << 30;

    private final HawkeyeConfig live;
    private final HawkeyeConfig config;
    private final SchemaRegistry registry;
    private final Period period;
    private final Bounds bounds;
    private final Path directory;
    private final Map<String, Object> kafka;
    private final Topics topics;

    /**
     * @param live settings of the site: its Kafka and topics, and when it considers cameras silent
     * @param config settings of the replay
     * @param registry the registry of the site
     * @param directory empty directory for everything that the replay writes
     * @throws UserException when the windows of the two settings are not comparable, or the period has none
     */
    public Replay(
            HawkeyeConfig live,
            HawkeyeConfig config,
            SchemaRegistry registry,
            Period period,
            Bounds bounds,
            Path directory) {
        if (!live.aggregator().window().equals(config.aggregator().window())
                || !live.aggregator().advance().equals(config.aggregator().advance())) {
            throw new UserException("aggregator.window and aggregator.advance of --settings must be those of the site ("
                    + live.aggregator().window().toMillis() + " ms, "
                    + live.aggregator().advance().toMillis() + " ms): windows of other lengths cannot be compared");
        }
        if (!period.hasWindow(live.aggregator().window(), live.aggregator().advance())) {
            throw new UserException("no whole window lies between --from " + period.from() + " and --to " + period.to()
                    + ": aggregator.window is " + live.aggregator().window().toMillis() + " ms; choose a longer time");
        }
        this.live = live;
        this.config = config;
        this.registry = registry;
        this.period = period;
        this.bounds = bounds;
        this.directory = directory;
        this.kafka = new HashMap<>(live.kafka());
        this.topics = live.topics().topics();
    }

    /**
     * Runs to the end.
     *
     * @param expected receives the number of expected frames, once
     * @param progress receives the number of frames that have a fate, several times a second; an exception from it ends
     * the run
     * @throws UserException when there are no frames, or the site deletes them before they are read
     * @throws IllegalStateException when a part of the replay stops before the end
     */
    public ReplayReport run(LongConsumer expected, LongConsumer progress) throws InterruptedException {
        try {
            return compare(expected, progress);
        } catch (OffsetOutOfRangeException e) {
            throw new UserException(
                    "the site deletes records faster than they are replayed ("
                            + e.offsetOutOfRangePartitions().keySet()
                            + "): choose a later --from, more --lanes, or a longer topics.frames-retention",
                    e);
        }
    }

    private ReplayReport compare(LongConsumer expected, LongConsumer progress) throws InterruptedException {
        long begin = System.nanoTime();
        FrameDifferences frames = new FrameDifferences(period);
        AtomicLong known = new AtomicLong();
        LiveGaps gaps = new LiveGaps(live.aggregator());
        Outcome before = new Outcome(topics, registry, period, (detection, timestamp) -> {
            if (isReplayed(detection)) {
                gaps.add(detection, timestamp);
                frames.live(detection);
                known.incrementAndGet();
            }
        });
        try (TopicScan scan = scan(Outcome.topics(topics))) {
            while (!scan.isOver()) {
                scan.poll(before::take);
                progress.accept(0);
            }
        }
        expected.accept(known.get());
        try (TopicScan source = scan(List.of(topics.frames()));
                ReplaySite site = ReplaySite.start(directory, config, Math.min(MAX_PARTITIONS, source.partitions()))) {
            FrameFeed feed =
                    new FrameFeed(period, config, registry.serde(Frame.class).deserializer(), site);
            Outcome after = new Outcome(
                    site.topics(), site.registry(), period, (detection, timestamp) -> frames.replay(detection));
            run(source, site, feed, after, progress);
            Comparison comparison = new Comparison(before, after, gaps, live.aggregator(), feed.cameras(), bounds);
            List<ReplayReport.PicturePair> pictures = Pictures.of(frames.most(), kafka, registry);
            return report(before, site, feed, gaps, comparison, pictures, (System.nanoTime() - begin) / 1e9);
        }
    }

    private boolean isReplayed(Detection detection) {
        return !detection.getCaptureTime().isBefore(period.begin())
                && !detection
                        .getCaptureTime()
                        .isAfter(period.end(config.aggregator().grace()));
    }

    /** A record is at most as much older than its picture as the detector tolerates. */
    private TopicScan scan(List<String> names) {
        return TopicScan.between(
                kafka,
                names,
                period.begin().minus(live.detector().clockAhead()),
                period.end(live.aggregator().grace()).plus(period.sentWithin()));
    }

    private void run(TopicScan source, ReplaySite site, FrameFeed feed, Outcome after, LongConsumer progress)
            throws InterruptedException {
        try (TopicScan results = TopicScan.following(site.kafka(), Outcome.topics(site.topics()));
                AggregatorProgress aggregator = new AggregatorProgress(site.kafka(), site.aggregatorGroup())) {
            while (!source.isOver()) {
                if (feed.sent() - after.frames() < AHEAD) {
                    source.poll(feed::take);
                    checkSpace();
                }
                results.poll(after::take);
                progress.accept(after.frames());
                site.check();
            }
            if (feed.sent() == 0) {
                throw nothingFound();
            }
            feed.end();
            while (after.frames() < feed.sent() || !aggregator.isPast(after.lastDetections())) {
                results.poll(after::take);
                progress.accept(after.frames());
                site.check();
            }
            results.catchUp(after::take);
        }
    }

    private UserException nothingFound() {
        return new UserException("the topic " + topics.frames() + " has no pictures from " + period.begin() + " to "
                + period.to() + (period.cameras().isEmpty() ? "" : " of " + String.join(", ", period.cameras()))
                + ": it keeps frames for topics.frames-retention; choose a later --from, and --sent-within for"
                + " recordings that were sent long after their capture times");
    }

    private void checkSpace() {
        try {
            if (Files.getFileStore(directory).getUsableSpace() < MIN_FREE_BYTES) {
                throw new UserException("less than 1 GiB is free in " + directory
                        + ", where a replay keeps its frames: choose a shorter time or fewer --cameras, or make room");
            }
        } catch (IOException e) {
            throw new IllegalStateException("the free space of " + directory + " cannot be read", e);
        }
    }

    private ReplayReport report(
            Outcome before,
            ReplaySite site,
            FrameFeed feed,
            LiveGaps gaps,
            Comparison comparison,
            List<ReplayReport.PicturePair> pictures,
            double seconds) {
        List<ReplayReport.Camera> cameras = feed.cameras().entrySet().stream()
                .map(camera -> new ReplayReport.Camera(
                        camera.getKey(),
                        camera.getValue().frames(),
                        camera.getValue().leftOut()))
                .toList();
        int differing = comparison.differing().size();
        return new ReplayReport(
                period.from().toString(),
                period.to().toString(),
                before.models(),
                site.model().name(),
                cameras,
                new ReplayReport.Windows(
                        comparison.compared(),
                        comparison.compared() - differing,
                        comparison.boxesOnly(),
                        comparison.leftOut()),
                comparison.measures(),
                comparison.differing().stream().limit(MAX_LISTED).toList(),
                comparison.events().stream().limit(MAX_LISTED).toList(),
                notes(feed, gaps, comparison),
                exceeded(comparison),
                seconds,
                pictures);
    }

    private List<String> notes(FrameFeed feed, LiveGaps gaps, Comparison comparison) {
        List<String> notes = new ArrayList<>();
        period.cameras().stream()
                .sorted()
                .filter(id -> !feed.cameras().containsKey(id))
                .forEach(
                        id -> notes.add(id + ": the topic " + topics.frames() + " has no frames of it from this time"));
        feed.cameras().forEach((id, camera) -> {
            if (camera.leftOut() > 0) {
                notes.add(id + ": " + camera.leftOut() + " frames before its first picture were skipped");
            }
            if (camera.frames() > 0 && camera.begin().isAfter(period.from())) {
                notes.add(id + ": compared from " + camera.begin() + ", the time of its first picture");
            }
        });
        gaps.shed()
                .forEach((id, shed) -> notes.add(id + ": the live run shed " + shed
                        + " frames; their windows are not compared, nor are objects and events until those in view are"
                        + " gone"));
        List<String> empty = comparison.measures().stream()
                .filter(measure -> measure.live() == 0 && measure.replay() == 0)
                .map(Measure::name)
                .toList();
        if (comparison.boxesOnly() > 0 && !empty.isEmpty()) {
            notes.add("nothing to compare for: " + String.join(", ", empty));
        }
        if (comparison.boxesOnly() > 0) {
            notes.add("of " + comparison.boxesOnly()
                    + " windows after shed frames or a silence only the boxes were compared");
        }
        if (comparison.leftOut() > 0) {
            notes.add(
                    comparison.leftOut() + " windows were not compared: their frames are gone, some were shed, or their"
                            + " camera was silent");
        }
        return notes;
    }

    private List<String> exceeded(Comparison comparison) {
        List<String> exceeded = new ArrayList<>();
        if (comparison.isEmpty()) {
            exceeded.add("nothing could be compared, so it is unknown whether the results differ");
        }
        for (Measure measure : comparison.measures()) {
            if (measure.isExceeded()) {
                exceeded.add(measure.name() + " differ by " + ReplayTable.percent(measure.difference())
                        + ", the bound is " + ReplayTable.percent(measure.bound()));
            }
        }
        if (bounds.exact() && !comparison.differing().isEmpty()) {
            exceeded.add(comparison.differing().size() + " of " + comparison.compared()
                    + " windows differ, and --exact accepts none");
        }
        return exceeded;
    }
}
