package dev.hawkeye.app.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.hawkeye.commandline.Logs;
import dev.hawkeye.detector.DetectorConfig;
import dev.hawkeye.models.Inspection;
import dev.hawkeye.models.InspectionText;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.vision.inspect.ModelReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hawkeye model inspect}. */
@Command(
        name = "inspect",
        description = {
            "Prints what a model file contains and how the pipeline would use it.",
            "Exit code 0 even for an ONNX model that cannot be used, 2 for a file that is not ONNX."
        })
final class InspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL.onnx", description = "Any ONNX model.")
    private Path model;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        Logs.warningsOnly();
        DetectorConfig detector =
                new ConfigReader().environment(System.getenv()).read().detector();
        Inspection inspection = Inspection.of(model, ModelReport.of(model), detector.lanesOrCores(), detector.batch());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(inspection.json());
        } else {
            InspectionText.print(inspection, out);
        }
        return 0;
    }
}
