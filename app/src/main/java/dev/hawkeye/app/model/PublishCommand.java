package dev.hawkeye.app.model;

import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.detector.delivery.ModelDesk;
import dev.hawkeye.detector.delivery.ModelSignature;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.settings.Check;
import dev.hawkeye.settings.LocalPath;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.vision.Model;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hawkeye model publish}. */
@Command(
        name = "publish",
        description = {
            "Publishes a model to all detectors of a running site, which switch to it between two frames.",
            "They first try it on recent frames; with --shadow and --canary, on new ones.",
            "If one detector refuses the model, none uses it: the reason is in the output and in `model active`.",
            "The file is sent over the topic models. Waits until each detector has answered.",
            "Exit code 0 if all of them use or try it, 1 if one refuses it or does not answer."
        })
final class PublishCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "MODEL",
            description = "A YOLOv8 detection model: an .onnx file, or an address https://… from which each detector"
                    + " fetches it.")
    private String model;

    @Option(
            names = "--sha256",
            paramLabel = "DIGEST",
            description = "Digest of the file at an address: 64 hexadecimal digits.")
    private String sha256;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the model in detections. Default: the name of the file.")
    private String name;

    @Option(
            names = "--sign-with",
            paramLabel = "KEY.pem",
            description = "Ed25519 private key, for detectors that require a signature (detector.model-public-key).")
    private Path key;

    @Option(
            names = "--original",
            paramLabel = "FP32.onnx",
            description =
                    "The model that it was made from: both analyze one in 500 frames while it is in use, to notice"
                            + " cameras on which they no longer agree.")
    private String original;

    @Option(
            names = "--drift-below",
            paramLabel = "F1",
            defaultValue = "0.8",
            description = "With --original: report cameras whose agreement (F1) over an hour is lower, 0 to 1. Default:"
                    + " ${DEFAULT-VALUE}.")
    private double driftBelow;

    @Mixin
    private RolloutOptions rollout;

    @Mixin
    private WaitOption wait;

    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        boolean remote = model.matches("(?i)[a-z][a-z0-9+.-]*://.*") && !LocalPath.isAddress(model);
        Path file = remote ? null : checked(LocalPath.of(model));
        if (remote == (sha256 == null)) {
            throw new UserException(
                    remote
                            ? "--sha256 is missing: give the digest of the file at that address, as sha256sum prints it"
                            : "--sha256 is for addresses only: drop it, the digest of a file is computed");
        }
        Optional<PrivateKey> signing = Optional.ofNullable(key).map(ModelSignature::privateKey);
        Check.zeroToOne("--drift-below", driftBelow);
        Optional<ModelDesk.Original> drift = Optional.ofNullable(original)
                .map(path -> new ModelDesk.Original(checked(LocalPath.of(path)), nameOf(path), driftBelow));
        String published = name != null ? name : nameOf(remote ? model.replaceFirst("[?#].*$", "") : file.toString());
        PrintWriter out = spec.commandLine().getOut();
        return ModelSite.run(site, running -> {
            ModelDesk.Offer offer = new ModelDesk.Offer(
                    published, rollout.rollout(running::cameras), signing, drift, SiteOptions.operator());
            ActiveModel active = remote
                    ? running.desk().publishAt(model, sha256, offer)
                    : running.desk().publish(file, offer, percent -> {
                        if (percent == 100) {
                            out.println("All of " + published + " is on the topic.");
                            out.flush();
                        }
                    });
            out.println(published + " will be " + (isTried(active) ? "tried" : "in use") + ": revision "
                    + active.getRevision());
            out.flush();
            return running.awaitAll(active, Duration.ofSeconds(wait.seconds()), out);
        });
    }

    private static boolean isTried(ActiveModel active) {
        return active.getRollout() != null
                && active.getRollout().getShadowMillis() + active.getRollout().getCanaryMillis() > 0;
    }

    private static String nameOf(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static Path checked(Path file) {
        Model.check(file);
        if (Model.isSplit(file)) {
            throw new UserException(file + " keeps its weights in separate files, which cannot be published: export"
                    + " it again as one file");
        }
        return file;
    }
}
