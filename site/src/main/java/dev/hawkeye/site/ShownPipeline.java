package dev.hawkeye.site;

import dev.hawkeye.console.Pipeline;
import dev.hawkeye.console.SiteSettings;
import dev.hawkeye.detector.DetectorConfig;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Describes the pipeline for the console. */
public final class ShownPipeline {
    private ShownPipeline() {}

    public static Pipeline of(HawkeyeConfig config) {
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
                        config.aggregator().history()),
                config.aggregator().scenes(),
                config.clips(),
                !config.cloud().hasRegistry());
    }
}
