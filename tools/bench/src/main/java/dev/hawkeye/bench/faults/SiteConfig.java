package dev.hawkeye.bench.faults;

import dev.hawkeye.bench.faults.input.Input;
import dev.hawkeye.bench.faults.input.Scene;
import dev.hawkeye.bench.faults.outcome.Outlets;
import dev.hawkeye.testing.BlockModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The configuration file of a campaign's services: windows and events are short, so there are many of them.
 *
 * @param registry address of the registry; empty for that of {@code run}
 * @param receiver address that receives each event; empty for no alarms and no clips
 */
record SiteConfig(
        CampaignSettings settings,
        String kafka,
        String registry,
        List<Path> folders,
        boolean undisturbed,
        String receiver) {
    /** Rate of all fed cameras together. */
    static final double FRAMES_PER_SECOND = 25;

    /** The line that a block of {@link Scene} crosses. */
    static final String LINE = "middle";

    static final String MIDDLE = "{name: " + LINE + ", points: [[0.5, 0], [0.5, 1]]}";
    static final String LEFT = "{name: left, points: [[0, 0], [0.4, 0], [0.4, 1], [0, 1]], loiter: 2 s,"
            + " occupancy: {full: 12, clear: 6}}";
    static final String WALKWAY = "{name: walkway, points: [[0, 0.8], [1, 0.8], [1, 1], [0, 1]]}";

    /** Ingest advances by this many frames per commit of the detector, so that it has work throughout the campaign. */
    private static final int SLOW = 1;

    private static final int FAST = 32;

    String text(Path directory) throws IOException {
        Path model = settings.model() == null ? blocks(directory, BlockModel.CLASSES) : settings.model();
        long session = settings.durations().session().toMillis();
        return """
                kafka: {bootstrap.servers: "%s"}
                registry: %s
                topics: {prefix: "%s", partitions: 4, frames-retention: 3650 d}
                ingest:
                  lossless-backlog: %d
                  retry-first: 500 ms
                  retry-longest: 2 s
                  kafka: {session.timeout.ms: %d}
                camera-defaults:
                  lines:
                    - %s
                  zones:
                    - %s
                    - %s
                cameras:
                %s
                detector:
                  model: "%s"
                  lanes: 1
                  lane-timeout: 2 s
                  kafka: {processing.guarantee: %s, consumer.session.timeout.ms: %d}
                aggregator:
                  window: 2 s
                  advance: 2 s
                  grace: 400 ms
                  silence-lossless: 10 h
                  leave-after: 1 s
                  keyframe-interval: 5 s
                  kafka: {processing.guarantee: %s, consumer.session.timeout.ms: %d}
                %s
                """.formatted(
                        kafka,
                        registry.isEmpty() ? "{}" : "{schema.registry.url: \"" + registry + "\"}",
                        TestSite.TOPICS.prefix(),
                        undisturbed ? FAST : SLOW,
                        session,
                        MIDDLE,
                        LEFT,
                        WALKWAY,
                        cameras(),
                        model,
                        settings.guarantee(),
                        session,
                        settings.guarantee(),
                        session,
                        outlets(directory, session));
    }

    private String outlets(Path directory, long session) {
        return receiver.isEmpty() ? "" : """
                notify:
                  targets:
                    - {name: receiver, type: webhook, url: "%s", timeout: 5 s, retry-first: 50 ms, retry-longest: 1 s}
                  rules:
                    - {name: each, events: [appeared, left, entered, exited, crossed, loitering, occupancy]}
                  kafka: {session.timeout.ms: %d, group.instance.id: notify}
                clips:
                  storage: "%s"
                  events: %s
                  before: 1 s
                  after: 1 s
                """.formatted(receiver, session, directory.resolve("clips"), Outlets.FILMED);
    }

    /** Writes the small model that can be made to throw and to hang, with these class names. */
    static Path blocks(Path directory, List<String> classes) throws IOException {
        return Files.write(
                directory.resolve(classes.get(0) + "-blocks.onnx"),
                BlockModel.builder().classes(classes).spoilable().build());
    }

    private String cameras() {
        StringBuilder cameras = new StringBuilder();
        for (int i = 0; i < folders.size(); i++) {
            cameras.append("  - {id: %s, url: \"%s\", mode: lossless, fps: %d, gate: %s, start: %s}%n"
                    .formatted(
                            Input.folder(i),
                            folders.get(i),
                            1000 / Input.APART.toMillis(),
                            Input.isGated(Input.folder(i)) ? "auto" : "off",
                            Input.BASE));
        }
        return cameras.toString();
    }
}
