package dev.hawkeye.app.model;

import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.detector.delivery.ModelDesk;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.vision.Model;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
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
            "Gives a model to all detectors of a running site, which change to it between two frames.",
            "Its bytes travel over the topic models. Waits until each detector has answered.",
            "Exit code 0 if all of them use it, 1 if one refuses it or does not answer."
        })
final class PublishCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL.onnx", description = "A YOLOv8 detection model, in one file.")
    private Path model;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What detections call it. Default: the name of the file.")
    private String name;

    @Mixin
    private WaitOption wait;

    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Model.check(model);
        if (Model.isSplit(model)) {
            throw new UserException(
                    model + " keeps its weights in files of their own, which cannot be published: export"
                            + " it again as one file");
        }
        String published = name == null ? String.valueOf(model.getFileName()) : name;
        PrintWriter out = spec.commandLine().getOut();
        return ModelSite.run(site, running -> {
            ModelDesk desk = running.desk();
            ActiveModel active = desk.publish(model, published, ModelSite.operator(), percent -> {
                if (percent == 100) {
                    out.println("All of " + published + " is on the topic.");
                    out.flush();
                }
            });
            out.println(published + " is to be in use: revision " + active.getRevision());
            out.flush();
            return running.awaitAll(active, Duration.ofSeconds(wait.seconds()), out);
        });
    }
}
