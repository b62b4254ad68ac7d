package dev.hawkeye.bench.faults;

import dev.hawkeye.testing.BlockModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The configuration file of a campaign's services: windows and events are short, so that there are many of them.
 *
 * @param registry empty for that of {@code run}
 */
record SiteConfig(CampaignSettings settings, String kafka, String registry, List<Path> folders, boolean undisturbed) {
    /** Of all fed cameras together. */
    static final double FRAMES_PER_SECOND = 25;

    /** Across which a block of {@link Scene} walks. */
    static final String LINE = "middle";

    /** Ingest advances by this many frames per commit of the detector, so that it has work throughout the campaign. */
    private static final int SLOW = 1;

    private static final int FAST = 32;

    String text(Path directory) throws IOException {
        Path model = settings.model();
        if (model == null) {
            model = Files.write(
                    directory.resolve("blocks.onnx"),
                    BlockModel.builder().spoilable().build());
        }
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
                    - {name: %s, points: [[0.5, 0], [0.5, 1]]}
                  zones:
                    - {name: left, points: [[0, 0], [0.4, 0], [0.4, 1], [0, 1]], loiter: 2 s, occupancy: {full: 12, clear: 6}}
                    - {name: walkway, points: [[0, 0.8], [1, 0.8], [1, 1], [0, 1]]}
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
                  leave-after: 1 s
                  keyframe-interval: 5 s
                  kafka: {processing.guarantee: %s, consumer.session.timeout.ms: %d}
                """.formatted(
                        kafka,
                        registry.isEmpty() ? "{}" : "{schema.registry.url: \"" + registry + "\"}",
                        TestSite.TOPICS.prefix(),
                        undisturbed ? FAST : SLOW,
                        session,
                        LINE,
                        cameras(),
                        model,
                        settings.guarantee(),
                        session,
                        settings.guarantee(),
                        session);
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
