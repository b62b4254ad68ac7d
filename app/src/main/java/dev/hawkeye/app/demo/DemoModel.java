package dev.hawkeye.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The packaged detector of the demo's streets; lab/ in the source tree trains it. */
public final class DemoModel {
    private static final String NAME = "street.onnx";

    private DemoModel() {}

    /**
     * Writes the model into a directory.
     *
     * @return the file
     */
    public static Path copyTo(Path directory) throws IOException {
        try (InputStream model = DemoModel.class.getResourceAsStream(NAME)) {
            if (model == null) {
                throw new IllegalStateException(NAME + " is not packaged");
            }
            Path file = directory.resolve(NAME);
            Files.copy(model, file);
            return file;
        }
    }
}
