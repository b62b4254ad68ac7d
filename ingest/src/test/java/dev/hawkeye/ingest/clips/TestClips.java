package dev.hawkeye.ingest.clips;

import dev.hawkeye.clips.ClipsConfig;
import dev.hawkeye.settings.DataSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Settings of clips for tests: one second before and after, five seconds at most. */
public final class TestClips {
    private TestClips() {}

    public static ClipsConfig config(String storage) {
        return new ClipsConfig(
                storage,
                "",
                "us-east-1",
                "",
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                List.of(),
                List.of(),
                DataSize.parse("32 MiB"),
                Path.of(""),
                DataSize.parse("64 MiB"),
                Duration.ofDays(1),
                Duration.ofDays(1),
                DataSize.parse("16 MiB"),
                Duration.ofHours(1));
    }

    static ClipsConfig with(ClipsConfig config, String budget, List<ClipsConfig.Kind> events, List<String> classes) {
        return new ClipsConfig(
                config.storage(),
                config.endpoint(),
                config.region(),
                config.credentials(),
                config.before(),
                config.after(),
                config.longest(),
                events,
                classes,
                config.ring(),
                config.spool(),
                config.spoolSize(),
                config.giveUpAfter(),
                config.retention(),
                DataSize.parse(budget),
                config.budgetPeriod());
    }
}
