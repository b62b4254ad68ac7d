package dev.hawkeye.app.demo;

import dev.hawkeye.app.options.ConfigOptions;
import dev.hawkeye.commandline.Logs;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.commandline.TemporaryDirectory;
import dev.hawkeye.site.OneProcess;
import dev.hawkeye.site.check.ModelFile;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hawkeye demo}: runs everything in one process and leaves nothing behind. */
@Command(
        name = "demo",
        description = {
            "Runs the whole pipeline with four synthetic street cameras, and opens the console in a browser.",
            "Keeps everything in a temporary directory and deletes it on exit."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(45);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--camera",
            paramLabel = "[ID=]URL",
            description =
                    "Add a camera (repeatable). URL is as in hawkeye.yaml: rtsp://…, http://…, /dev/video0 or a file.")
    private List<String> cameras = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "MODEL.onnx",
            description =
                    "YOLOv8 detection model to use instead of the built-in one, which only knows the synthetic streets.")
    private Path model;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the console; 0 for any free port. Default: 8080, or a free one if it is taken.")
    private Integer port;

    @Option(names = "--no-browser", description = "Do not open a browser.")
    private boolean noBrowser;

    @Mixin
    private ConfigOptions settings;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.warningsOnly();
        if (model != null) {
            ModelFile.check(model);
        }
        PrintWriter out = spec.commandLine().getOut();
        try (Shutdown shutdown = Shutdown.within(CLOSING);
                TemporaryDirectory directory = TemporaryDirectory.create()) {
            HawkeyeConfig config = config(directory.path());
            out.println("Starting Kafka, " + config.cameras().size() + " cameras, detector, aggregator and console …");
            out.flush();
            try (OneProcess process = new OneProcess(config, new OneProcess.Options(true, 0, true))) {
                process.start();
                String address = "http://127.0.0.1:" + process.httpPort() + "/";
                out.println("Hawkeye is at " + address + "  (press Ctrl-C to stop)");
                out.flush();
                if (!noBrowser) {
                    Browser.open(address);
                }
                while (!shutdown.await(CHECK_INTERVAL)) {
                    process.check();
                }
                out.println("Stopping …");
                out.flush();
            }
        }
        return 0;
    }

    /** The model of the command line, or else of the settings, or else the packaged one. */
    private Path model(Path configured, Path directory) throws IOException {
        if (model != null) {
            return model;
        }
        return configured.toString().isEmpty() ? DemoModel.copyTo(directory) : configured;
    }

    private HawkeyeConfig config(Path directory) throws IOException {
        ConfigReader reader = settings.reader();
        Path configured = reader.read().detector().model();
        reader.set("data-directory", directory.toString(), "the temporary directory")
                .set("detector.model", model(configured, directory).toString(), "--model")
                .set("cameras", DemoCameras.with(cameras), "--camera")
                .set("http.host", "127.0.0.1", "demo")
                .set("http.port", port == null ? FreePort.orAny(FreePort.USUAL) : port, "--port");
        DemoCameras.DEFAULTS.forEach((key, value) -> reader.set(key, value, "demo"));
        return reader.checking(ModelFile::checkConfigured).read();
    }
}
