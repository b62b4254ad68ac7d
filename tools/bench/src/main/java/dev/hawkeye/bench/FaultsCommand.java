package dev.hawkeye.bench;

import dev.hawkeye.bench.faults.CampaignSettings;
import dev.hawkeye.bench.faults.Fault;
import dev.hawkeye.bench.faults.FaultBench;
import dev.hawkeye.bench.faults.FaultReport;
import dev.hawkeye.commandline.Logs;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.commandline.TemporaryDirectory;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.check.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hawkeye bench faults}. */
@Command(
        name = "faults",
        description = {
            "Runs the services and Kafka as separate processes, injects faults at random points, and compares every fate,"
                    + " final window and event with an undisturbed run.",
            "Exit code 1 if anything is lost, duplicated or different."
        })
final class FaultsCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(30);
    private static final int MIN_SOAK_MINUTES = 5;
    private static final int DIFFERENT = 1;

    @Spec
    private CommandSpec spec;

    @Option(names = "--seed", paramLabel = "N", description = "Random seed. Default: a new one each time.")
    private Long seed;

    @Option(
            names = "--times",
            paramLabel = "N",
            description =
                    "Injections of each fault. Default: 10, and 50 for killing a whole run; 1 with --short or --changes.")
    private Integer times;

    @Option(names = "--short", description = "Inject each fault once, in a single run of a few minutes.")
    private boolean brief;

    @Option(
            names = "--soak",
            paramLabel = "MINUTES",
            description = "Inject random faults for MINUTES while some instances stay up and must not leak memory.")
    private Integer soak;

    @Option(
            names = "--changes",
            description =
                    "Change settings of cameras and the model around each fault, in a single run; the expected results"
                            + " follow from the model and the settings in effect.")
    private boolean changes;

    @Option(
            names = "--only",
            paramLabel = "FAULT",
            split = ",",
            description = "Inject only these faults. An unknown name prints the list.")
    private List<String> only = List.of();

    @Option(
            names = "--model",
            paramLabel = "MODEL.onnx",
            description = "Model to use instead of the small built-in one.")
    private Path model;

    @Option(
            names = "--guarantee",
            paramLabel = "GUARANTEE",
            defaultValue = "exactly_once_v2",
            description =
                    "Processing guarantee: exactly_once_v2 (default), or at_least_once, where detections may repeat.")
    private String guarantee;

    @Option(names = "--keep", paramLabel = "DIR", description = "Write logs and data to DIR and keep them.")
    private Path keep;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Logs.warningsOnly();
        List<Fault> faults = faults();
        check();
        long start = seed == null ? System.nanoTime() & Integer.MAX_VALUE : seed;
        System.err.println("seed " + start);
        try (Shutdown shutdown = Shutdown.within(CLOSING);
                TemporaryDirectory temporary = TemporaryDirectory.create()) {
            Path directory = keep == null ? temporary.path() : Files.createDirectories(keep.toAbsolutePath());
            CampaignSettings settings = new CampaignSettings(
                    directory,
                    model == null ? null : model.toAbsolutePath(),
                    CampaignSettings.DETECTOR,
                    guarantee.equals("exactly_once_v2"),
                    brief,
                    System.err::println,
                    shutdown::check);
            FaultBench bench = new FaultBench(settings, start);
            FaultReport report = run(bench, faults);
            report.print(spec.commandLine().getOut());
            return report.good() ? 0 : DIFFERENT;
        }
    }

    private FaultReport run(FaultBench bench, List<Fault> faults)
            throws IOException, InterruptedException, ExecutionException {
        if (soak != null) {
            return bench.soak(Duration.ofMinutes(soak));
        }
        if (changes) {
            return bench.changing(faults, times == null ? 1 : times);
        }
        return brief
                ? bench.mixed(faults, times == null ? 1 : times)
                : bench.oneByOne(faults, fault -> times == null ? fault.timesByDefault() : times);
    }

    private void check() {
        if (soak != null && soak <= MIN_SOAK_MINUTES) {
            throw new UserException("--soak must be more than " + MIN_SOAK_MINUTES + " minutes, got: " + soak);
        }
        if (times != null && times < 1) {
            throw new UserException("--times must be at least 1, got: " + times);
        }
        if (!guarantee.equals("exactly_once_v2") && !guarantee.equals("at_least_once")) {
            throw new UserException("--guarantee must be exactly_once_v2 or at_least_once, got: " + guarantee);
        }
        if (changes && (soak != null || model != null || !guarantee.equals("exactly_once_v2"))) {
            throw new UserException(
                    "--changes cannot be used with --soak, --model or --guarantee at_least_once: it switches"
                            + " between its own models, and a repeated frame may be analyzed by another one");
        }
        if (model != null) {
            ModelFile.check(model);
        }
    }

    private List<Fault> faults() {
        return only.isEmpty()
                ? Arrays.stream(Fault.values())
                        .filter(fault -> model == null || !fault.needsOwnModel())
                        .filter(fault -> !changes || fault.allowsChanges())
                        .toList()
                : only.stream().map(this::fault).toList();
    }

    private Fault fault(String id) {
        Fault fault = Fault.of(id).orElseThrow(() -> {
            String all = Arrays.stream(Fault.values()).map(Fault::id).collect(Collectors.joining(", "));
            return new UserException("--only must name faults among " + all + ", got: " + id);
        });
        if (model != null && fault.needsOwnModel()) {
            throw new UserException("--only " + id + " needs the small model, got: --model " + model);
        }
        if (changes && !fault.allowsChanges()) {
            throw new UserException("--only " + id + " cannot be used with --changes: drop one of them");
        }
        return fault;
    }
}
