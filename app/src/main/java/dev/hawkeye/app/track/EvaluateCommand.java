package dev.hawkeye.app.track;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.commandline.Logs;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.tracking.evaluation.Evaluation;
import dev.hawkeye.tracking.evaluation.MotSequence;
import dev.hawkeye.tracking.evaluation.TrackScores;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hawkeye track evaluate}: tracks against ground truth. */
@Command(
        name = "evaluate",
        description = {
            "Measures tracks by ground truth: HOTA, MOTA and IDF1, as TrackEval does.",
            "Both files are in MOTChallenge's format: frame,id,left,top,width,height,… per line, frames from 1."
        })
final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "GT.txt", description = "Ground truth.")
    private Path truthFile;

    @Parameters(index = "1", paramLabel = "RESULT.txt", description = "Tracks of the same sequence.")
    private Path resultFile;

    @Option(
            names = "--every",
            paramLabel = "N",
            defaultValue = "1",
            description = "Use every Nth frame of both, from the first. Default: ${DEFAULT-VALUE}.")
    private int every;

    @Option(
            names = "--classes",
            paramLabel = "WHICH",
            defaultValue = "mot",
            description =
                    "Boxes of the ground truth to judge, if it has classes: mot for class 1 (pedestrian) by the rules"
                            + " of the MOTChallenge, or all. Default: ${DEFAULT-VALUE}.")
    private JudgedClasses classes;

    @Option(names = "--json", description = "Print JSON, with shares of 1 instead of percent.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        Logs.warningsOnly();
        if (every < 1) {
            throw new UserException("--every must be at least 1, got: " + every);
        }
        MotSequence truth = classes.of(MotSequence.readTruth(truthFile)).thin(every);
        MotSequence tracks = MotSequence.readResult(resultFile).thin(every);
        TrackScores scores = Evaluation.of(truth, tracks);
        if (scores.truthBoxes() == 0) {
            throw new UserException(truthFile + " has no box to judge"
                    + (truth.boxes() == 0
                            ? ": it is empty"
                            : ", of class 1 with a score other than 0: try --classes all"));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(scores));
        } else {
            ScoreLines.print(scores, truth, out);
        }
        return 0;
    }
}
