package dev.hawkeye.app.track;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.commandline.Logs;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.tracking.evaluation.Evaluation;
import dev.hawkeye.tracking.evaluation.MotSequence;
import dev.hawkeye.tracking.evaluation.Replay;
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
            "Measures tracks against ground truth: HOTA, MOTA and IDF1, as TrackEval does.",
            "Detections, whose ids are -1, are tracked first, as in the pipeline.",
            "Both files are in MOTChallenge's format: frame,id,left,top,width,height,… per line, frames from 1."
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final double MAX_FPS = 1_000;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "GT.txt", description = "Ground truth.")
    private Path truthFile;

    @Parameters(index = "1", paramLabel = "RESULT.txt", description = "Tracks or detections of the same sequence.")
    private Path resultFile;

    @Option(
            names = "--every",
            paramLabel = "N",
            defaultValue = "1",
            description = "Use every Nth frame of both, from the first. Default: ${DEFAULT-VALUE}.")
    private int every;

    @Option(
            names = "--fps",
            paramLabel = "F",
            defaultValue = "25",
            description = "Frames per second of the files, to track detections. Default: ${DEFAULT-VALUE}.")
    private double fps;

    @Option(
            names = "--classes",
            paramLabel = "WHICH",
            description =
                    "Boxes of the ground truth to use, if it has classes: mot for class 1 (pedestrian) by the rules"
                            + " of the MOTChallenge, or all. Default: mot for tracks, all for detections.")
    private JudgedClasses classes;

    @Option(
            names = "--online",
            description = "When tracking detections, drop the boxes of a track from before it was confirmed.")
    private boolean online;

    @Option(names = "--json", description = "Print JSON, with shares of 1 instead of percent.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        Logs.warningsOnly();
        check();
        MotSequence result = MotSequence.readResult(resultFile).thin(every);
        boolean detections = result.areDetections();
        MotSequence truth =
                judged(detections).of(MotSequence.readTruth(truthFile)).thin(every);
        MotSequence tracks = detections ? tracked(result) : result;
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

    private void check() {
        if (every < 1) {
            throw new UserException("--every must be at least 1, got: " + every);
        }
        if (!(fps > 0 && fps <= MAX_FPS)) {
            throw new UserException("--fps must be above 0 and at most 1000, got: " + fps);
        }
    }

    private MotSequence tracked(MotSequence detections) {
        double rate = fps / every;
        return online ? Replay.online(detections, rate) : Replay.of(detections, rate);
    }

    /** The classes to judge by default: all for detections, which are of any class. */
    private JudgedClasses judged(boolean detections) {
        if (classes != null) {
            return classes;
        }
        return detections ? JudgedClasses.ALL : JudgedClasses.MOT;
    }
}
