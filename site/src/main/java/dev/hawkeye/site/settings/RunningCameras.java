package dev.hawkeye.site.settings;

import dev.hawkeye.schemas.CameraStatuses;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.CameraTexts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Seeds {@code site-settings} with the cameras of a file, if it contains all running cameras: the file of another
 * service may lack some, which would remove them.
 */
public final class RunningCameras implements SettingsDesk.Seed {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Object> kafka;
    private final Topics topics;
    private final SchemaRegistry registry;
    private final Supplier<CameraTexts> file;

    /** @param file supplies the settings of this process without those of the topic */
    public RunningCameras(
            Map<String, Object> kafka, Topics topics, SchemaRegistry registry, Supplier<CameraTexts> file) {
        this.kafka = Map.copyOf(kafka);
        this.topics = topics;
        this.registry = registry;
        this.file = file;
    }

    @Override
    public SortedMap<String, String> texts() {
        CameraTexts texts = file.get();
        Instant now = Instant.now();
        List<String> missing =
                CameraStatuses.read(kafka, topics.cameraStatus(), List.of(), registry, PATIENCE).entrySet().stream()
                        .filter(camera ->
                                camera.getValue().isAlive(now) && !texts.byId().containsKey(camera.getKey()))
                        .map(Map.Entry::getKey)
                        .toList();
        if (!missing.isEmpty()) {
            throw new UserException("site-settings is empty, and would begin with the cameras of a file, but "
                    + String.join(", ", missing)
                    + " is running and is not in the file of this process: give the file that ingest or run was started with,"
                    + " with --config FILE");
        }
        return LiveSettings.seed(texts);
    }
}
