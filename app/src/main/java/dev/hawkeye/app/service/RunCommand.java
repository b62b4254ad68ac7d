package dev.hawkeye.app.service;

import dev.hawkeye.app.options.ConfigOptions;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.site.OneProcess;
import dev.hawkeye.site.ReadyLog;
import dev.hawkeye.site.change.SettingsWatch;
import dev.hawkeye.site.check.ModelFile;
import dev.hawkeye.site.check.TargetFiles;
import dev.hawkeye.site.config.CameraSecrets;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.kafka.BootstrapServers;
import dev.hawkeye.site.settings.LiveSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        description = "Runs everything in one process, with an embedded Kafka that stores its data in data-directory.")
public final class RunCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(RunCommand.class);
    private static final Duration CLOSING = Duration.ofSeconds(75);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    @Mixin
    private ConfigOptions settings;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Use this Kafka instead of the embedded one.")
    private String outsideKafka;

    @Override
    public Integer call() throws InterruptedException {
        ConfigReader reader = reader(null, LiveSettings.NONE);
        HawkeyeConfig config = reader.read();
        try (Shutdown shutdown = Shutdown.ofService(CLOSING);
                OneProcess process = new OneProcess(config, options(config));
                DriftRemedy remedy = remedy(config, process)) {
            SettingsWatch watch =
                    new SettingsWatch(settings.watchedFile(), this::reader, reader, config, process::change);
            process.following(watch);
            if (!process.start(shutdown::await)) {
                return 0;
            }
            log.info(
                    "Hawkeye is running: {} cameras, Kafka at {}, console at http://{}:{}/; press Ctrl-C to stop",
                    process.cameras(),
                    process.kafka().get("bootstrap.servers"),
                    config.http().host(),
                    process.httpPort());
            ReadyLog ready = new ReadyLog(process.health());
            while (!shutdown.await(CHECK_INTERVAL)) {
                ready.look();
                watch.look();
                remedy.look();
                process.check();
            }
            log.info("Stopping");
        }
        return 0;
    }

    private ConfigReader reader(byte[] file, LiveSettings live) {
        ConfigReader reader = settings.reader(file, live)
                .checking(ModelFile::checkConfigured)
                .checking(CameraSecrets::check)
                .checking(TargetFiles::check);
        return outsideKafka == null
                ? reader.checking(BootstrapServers::checkForOwn)
                : reader.set(BootstrapServers.KEY, outsideKafka, "--kafka");
    }

    private DriftRemedy remedy(HawkeyeConfig config, OneProcess process) {
        if (!config.detector().drift().requantize()) {
            return DriftRemedy.NONE;
        }
        List<String> site = new ArrayList<>(settings.arguments());
        if (outsideKafka != null) {
            site.addAll(List.of("--kafka", outsideKafka));
        }
        return DriftRemedy.of(process::drifted, site);
    }

    private OneProcess.Options options(HawkeyeConfig config) {
        if (outsideKafka != null) {
            return new OneProcess.Options(false, 0, true);
        }
        return new OneProcess.Options(true, BootstrapServers.of(config).port(), true);
    }
}
