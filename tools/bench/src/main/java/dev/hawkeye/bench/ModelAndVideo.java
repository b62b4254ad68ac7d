package dev.hawkeye.bench;

import dev.hawkeye.analyze.video.VideoSettings;
import dev.hawkeye.site.check.ModelFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options for the model and the video of a measurement. */
final class ModelAndVideo {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL.onnx",
            description = "YOLOv8 detection model, as exported by Ultralytics.")
    private Path model;

    @Option(
            names = "--video",
            required = true,
            paramLabel = "VIDEO",
            description = "Video file; about 10 s are enough.")
    private Path video;

    /** @throws dev.hawkeye.settings.UserException when either cannot be used */
    void check() {
        ModelFile.check(model);
        VideoSettings.probe(video);
    }

    Path model() {
        return model;
    }

    Path video() {
        return video;
    }
}
