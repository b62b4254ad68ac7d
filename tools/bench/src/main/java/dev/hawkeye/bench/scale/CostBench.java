package dev.hawkeye.bench.scale;

import dev.hawkeye.app.Hawkeye;
import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.testing.BlockPictures.Block;
import dev.hawkeye.testing.BlockPictures.Color;
import dev.hawkeye.testing.ServiceProcess;
import dev.hawkeye.testing.Vitals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * The cost of a camera in each service, with cameras that each send one JPEG of 640 × 360 per second: CPU time, memory,
 * and bytes on the topics. The model is the tests' small one, so everything but a real model is measured.
 */
final class CostBench {
    private static final String HAWKEYE = Hawkeye.class.getName();
    private static final List<String> SERVICES = List.of("aggregate", "detect", "ingest");
    private static final Duration WARM = Duration.ofSeconds(20);
    /** Pictures beyond the measured time, in seconds: services start at their own pace. */
    private static final int MARGIN_SECONDS = 120;

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;

    private final int partitions;
    private final Duration window;
    private final Consumer<String> progress;
    private final Runnable check;

    CostBench(int partitions, Duration window, Consumer<String> progress, Runnable check) {
        this.partitions = partitions;
        this.window = window;
        this.progress = progress;
        this.check = check;
    }

    CostRow run(Path directory, int cameras) throws IOException, InterruptedException, ExecutionException {
        progress.accept(cameras + " cameras");
        Path pictures = writePictures(Files.createDirectories(directory).resolve("pictures"));
        try (ScaleSite site = new ScaleSite(directory, partitions, yaml(cameras, pictures), check);
                Admin admin = site.admin()) {
            Map<String, ServiceProcess> services = new HashMap<>();
            for (String service : SERVICES) {
                services.put(service, site.start(service, List.of(HAWKEYE, service)));
            }
            try (DetectionCount detections = new DetectionCount(site.kafka(), ScaleSite.TOPICS.detections(), check)) {
                detections.perSecond(WARM);
                Map<String, Duration> before = processorTimes(services);
                TopicSizes bytesBefore = TopicSizes.of(admin, ScaleSite.TOPICS);
                double perSecond = detections.perSecond(window);
                TopicSizes bytes = TopicSizes.of(admin, ScaleSite.TOPICS).minus(bytesBefore);
                Map<String, Double> cores = new HashMap<>();
                processorTimes(services)
                        .forEach((service, after) -> cores.put(
                                service, after.minus(before.get(service)).toNanos() / (double) window.toNanos()));
                Map<String, Long> memory = new HashMap<>();
                for (Map.Entry<String, ServiceProcess> service : services.entrySet()) {
                    memory.put(
                            service.getKey(),
                            Vitals.of(service.getValue().process().pid()).residentKiB());
                }
                return new CostRow(cameras, perSecond, cores, memory, bytes, perSecond * window.toSeconds());
            }
        }
    }

    private static Map<String, Duration> processorTimes(Map<String, ServiceProcess> services) {
        Map<String, Duration> times = new HashMap<>();
        services.forEach((name, service) -> times.put(
                name,
                ProcessHandle.of(service.process().pid())
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElseThrow(() -> new IllegalStateException("no processor time of " + name))));
        return times;
    }

    private static String yaml(int cameras, Path pictures) {
        StringBuilder yaml = new StringBuilder();
        for (int camera = 1; camera <= cameras; camera++) {
            yaml.append("%n  - {id: camera-%03d, url: \"%s\", mode: live, fps: 1}".formatted(camera, pictures));
        }
        return yaml.toString();
    }

    /** Writes a few different pictures, repeated for as long as the run takes. */
    private Path writePictures(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> different = new ArrayList<>();
        List<Color> colors = List.of(Color.values());
        int count = (int) WARM.plus(window).toSeconds() + MARGIN_SECONDS;
        for (int picture = 0; picture < count; picture++) {
            Path file = folder.resolve(String.format(Locale.ROOT, "%06d.jpg", picture));
            if (picture < colors.size()) {
                Color color = colors.get(picture);
                List<Block> blocks = List.of(BlockPictures.cell(color, 2, 2), BlockPictures.cell(color, 8, 5));
                different.add(Files.write(file, BlockPictures.jpeg(WIDTH, HEIGHT, blocks)));
            } else {
                Files.createLink(file, different.get(picture % different.size()));
            }
        }
        return folder;
    }
}
