package dev.hawkeye.app.model;

import dev.hawkeye.app.options.DurationArgument;
import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.commandline.TemporaryDirectory;
import dev.hawkeye.detector.DetectorConfig;
import dev.hawkeye.detector.delivery.InstanceStates;
import dev.hawkeye.detector.delivery.ModelDesk;
import dev.hawkeye.detector.delivery.ModelSignature;
import dev.hawkeye.detector.delivery.Standing;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.CameraDrift;
import dev.hawkeye.schemas.DriftBound;
import dev.hawkeye.schemas.PublishedModel;
import dev.hawkeye.schemas.Rollout;
import dev.hawkeye.settings.Check;
import dev.hawkeye.settings.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hawkeye model requantize}. */
@Command(
        name = "requantize",
        description = {
            "Quantizes the INT8 model in use again on pictures of drifted cameras, and publishes it with them as canary.",
            "The model in use must have been published with --original: the original is quantized. Nothing is published unless"
                    + " the new model agrees better with it than the one in use does, on held-out pictures.",
            "With detector.drift.requantize, detectors run this automatically.",
            "Exit code 0 if it is published, or nothing has drifted; 1 if it is not good enough."
        })
final class RequantizeCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(30);
    private static final Duration WATCH = Duration.ofMinutes(10);
    private static final double SHARE = 0.05;
    private static final double MAX_SLOWDOWN = 1.5;
    private static final int NOT_GOOD_ENOUGH = 1;

    @Option(
            names = "--cameras",
            paramLabel = "ID",
            split = ",",
            description = "Cameras to quantize for. Default: those that detectors report as drifted.")
    private List<String> cameras = List.of();

    @Option(
            names = "--pictures",
            paramLabel = "N",
            defaultValue = "128",
            description = "Max number of pictures: half from these cameras, half from all. Default: ${DEFAULT-VALUE}.")
    private int most;

    @Option(
            names = "--min-agreement",
            paramLabel = "F1",
            defaultValue = "0.85",
            description = "Min agreement with the original on held-out pictures, 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double minAgreement;

    @Option(
            names = "--canary",
            paramLabel = "DURATION",
            converter = DurationArgument.class,
            description = "How long it analyzes only these cameras. Default: 1h.")
    private Duration canary = Duration.ofHours(1);

    @Option(
            names = "--sign-with",
            paramLabel = "KEY.pem",
            description = "Ed25519 private key. Default: detector.drift.sign-with.")
    private Path key;

    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Check.range("--pictures", most, 8, 10_000);
        Check.zeroToOne("--min-agreement", minAgreement);
        RolloutOptions.checkStage("--canary", canary);
        return ModelSite.run(site, running -> {
            try (Shutdown shutdown = Shutdown.within(CLOSING);
                    StepBars bars = new StepBars(shutdown);
                    TemporaryDirectory folder = TemporaryDirectory.create()) {
                return requantize(
                        running, folder.path(), bars, spec.commandLine().getOut());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private int requantize(ModelSite running, Path folder, StepBars bars, PrintWriter out)
            throws IOException, InterruptedException {
        ModelDesk desk = running.desk();
        InUse before = inUse(desk);
        NavigableSet<String> drifted = cameras.isEmpty() ? drifted(running) : new TreeSet<>(cameras);
        if (drifted.isEmpty()) {
            out.println("No camera has drifted: nothing to do. Use --cameras to choose some anyway.");
            return 0;
        }
        DetectorConfig detector = running.config().detector();
        Optional<PrivateKey> signing = signing(detector);
        // A model that gets signed must come from signed ones.
        Optional<PublicKey> trusted = ModelSignature.publicKey(detector.modelPublicKey());
        NewInt8 made = new NewInt8(
                desk.fetch(before.drift().getOriginal(), folder, trusted),
                before.drift().getOriginal().getName(),
                desk.fetch(before.model(), folder, trusted),
                folder.resolve("int8.onnx"));
        NewInt8.Verdict verdict = made.from(running, drifted, most, minAgreement, bars);
        bars.end();
        out.println(verdict.text());
        if (!verdict.isBetter()) {
            out.println(before.model().getName() + " stays in use; check the cameras and the original");
            return NOT_GOOD_ENOUGH;
        }
        ActiveModel now = inUse(desk).active();
        if (now.getRevision() != before.active().getRevision()) {
            throw new UserException("revision " + now.getRevision() + " of " + now.getBy()
                    + " was published in the meantime, so this one is not: try again if cameras still drift");
        }
        ModelDesk.Offer offer = new ModelDesk.Offer(
                made.name(Instant.now()),
                Optional.of(rollout(List.copyOf(drifted))),
                signing,
                Optional.of(made.original(before.drift().getMinAgreement())),
                "requantize, " + SiteOptions.operator());
        ActiveModel published = desk.publish(made.file(), offer, percent -> {});
        out.println(published.getModel().getName() + " will be tried on " + String.join(", ", drifted) + ": revision "
                + published.getRevision());
        return 0;
    }

    /**
     * The model in use.
     *
     * @param active the record that was published last, of this model or of a later one that was refused
     */
    private record InUse(ActiveModel active, PublishedModel model, DriftBound drift) {}

    private static InUse inUse(ModelDesk desk) {
        Standing standing = desk.standing()
                .orElseThrow(() -> new UserException(
                        "no model was published, so there is none to quantize again: publish an INT8 with"
                                + " `model publish INT8.onnx --original FP32.onnx`"));
        ActiveModel active = standing.active();
        Instant now = Instant.now();
        if (standing.isTried(now)) {
            throw new UserException(active.getModel().getName() + " is being tried: wait until that is over");
        }
        PublishedModel model = standing.inUse(now)
                .orElseThrow(
                        () -> new UserException("the model in use is detector.model, of which no original is known:"
                                + " publish it with --original FP32.onnx"));
        DriftBound drift = standing.drift(now)
                .orElseThrow(() -> new UserException(model.getName() + " was published without its original:"
                        + " publish it again with --original FP32.onnx"));
        return new InUse(active, model, drift);
    }

    private static NavigableSet<String> drifted(ModelSite running) {
        NavigableSet<String> drifted = new TreeSet<>();
        try (InstanceStates states = running.states()) {
            states.ofRunning()
                    .forEach(one ->
                            one.getDrift().stream().map(CameraDrift::getCamera).forEach(drifted::add));
        }
        return drifted;
    }

    private Optional<PrivateKey> signing(DetectorConfig detector) {
        if (key != null) {
            return Optional.of(ModelSignature.privateKey(key));
        }
        return Optional.of(detector.drift().signWith())
                .filter(path -> !path.isEmpty())
                .map(path -> ModelSignature.privateKey(Path.of(path)));
    }

    /**
     * The new model is meant to find other objects than the model in use, so their agreement is no criterion; failures
     * and times are.
     */
    private Rollout rollout(List<String> drifted) {
        return new Rollout(0L, canary.toMillis(), drifted, WATCH.toMillis(), SHARE, 0.0, MAX_SLOWDOWN, false, false);
    }
}
