package dev.hawkeye.app;

import dev.hawkeye.app.config.HawkeyeConfig;
import dev.hawkeye.console.Pipeline;
import dev.hawkeye.console.SiteSettings;
import dev.hawkeye.detector.DetectorConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The pipeline as the console is told of it. */
final class ShownPipeline {
    private ShownPipeline() {}

    static Pipeline of(HawkeyeConfig config) {
        DetectorConfig detector = config.detector();
        Optional<Path> model = Optional.of(detector.model()).filter(Files::isRegularFile);
        return new Pipeline(
                config.topics().topics(),
                detector.applicationId(),
                config.aggregator().applicationId(),
                model,
                detector.limits(),
                new SiteSettings(
                        config.aggregator().window(),
                        config.aggregator().advance(),
                        config.aggregator().history()));
    }
}
