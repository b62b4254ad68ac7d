package dev.hawkeye.app.bench;

import dev.hawkeye.app.ModelFile;
import dev.hawkeye.app.analyze.VideoSettings;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What is measured with. */
final class ModelAndVideo {
    @Option(names = "--model", required = true, paramLabel = "MODEL.onnx", description = "a YOLOv8 detection export")
    private Path model;

    @Option(
            names = "--video",
            required = true,
            paramLabel = "VIDEO",
            description = "a video file; 10 s or so are enough")
    private Path video;

    /** @throws dev.hawkeye.app.UserException when either cannot be used */
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
