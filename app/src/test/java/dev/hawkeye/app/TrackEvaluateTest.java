package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One pedestrian over four frames, who is found in three of them and changes tracks once; and a car. */
class TrackEvaluateTest {
    @TempDir
    Path directory;

    private Path truth;
    private Path result;

    @BeforeEach
    void files() throws IOException {
        truth = Files.writeString(directory.resolve("gt.txt"), """
                1,1,0,0,10,20,1,1,1
                2,1,0,0,10,20,1,1,1
                3,1,0,0,10,20,1,1,1
                4,1,0,0,10,20,1,1,1
                1,2,100,0,40,20,1,3,1
                """);
        result = Files.writeString(directory.resolve("result.txt"), """
                1,5,0,0,10,20
                2,5,0,0,10,20
                3,6,0,0,10,20
                """);
    }

    @Test
    void printsTheScoresInPercentAndWhatWasJudged() {
        CommandLineRun run = evaluate();

        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        assertThat(run.out()).anyMatch(line -> line.matches("DetA +75\\.0 % .*"));
        assertThat(run.out()).anyMatch(line -> line.matches("AssA +41\\.7 % .*"));
        assertThat(run.out()).anyMatch(line -> line.matches("HOTA +55\\.9 % .*"));
        assertThat(run.out()).anyMatch(line -> line.matches("MOTA +50\\.0 % .*"));
        assertThat(run.out()).anyMatch(line -> line.matches("IDF1 +57\\.1 % .*"));
        assertThat(run.out()).anyMatch(line -> line.matches("identity switches +1 .*"));
        assertThat(run.out()).anyMatch(line -> line.matches("misses +1 .*"));
        assertThat(run.out()).anyMatch(line -> line.matches("false positives +0 .*"));
        assertThat(run.out())
                .last()
                .asString()
                .isEqualTo("4 frames, 4 boxes of the truth of 5: the others have a class other than 1 or the score 0");
    }

    @Test
    void judgesEveryClassIfAskedTo() {
        CommandLineRun run = evaluate("--classes", "all");

        assertThat(run.out()).anyMatch(line -> line.matches("misses +2 .*"));
        assertThat(run.out()).last().asString().isEqualTo("4 frames, 5 boxes of the truth");
    }

    @Test
    void usesEverySecondFrameIfAskedTo() {
        CommandLineRun run = evaluate("--every", "2");

        assertThat(run.out()).anyMatch(line -> line.matches("MOTA +50\\.0 % .*"));
        assertThat(run.out()).anyMatch(line -> line.matches("misses +0 .*"));
        assertThat(run.out()).last().asString().startsWith("2 frames, 2 boxes of the truth of 3");
    }

    @Test
    void tracksDetectionsFirstAndJudgesEveryClass() throws IOException {
        Files.writeString(result, """
                1,-1,0,0,10,20,0.9
                2,-1,0,0,10,20,0.9
                3,-1,0,0,10,20,0.9
                4,-1,0,0,10,20,0.9
                """);

        CommandLineRun run = evaluate("--fps", "10");

        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        assertThat(run.out()).anyMatch(line -> line.matches("AssA +100\\.0 % .*"));
        assertThat(run.out()).anyMatch(line -> line.matches("misses +1 .*"));
        assertThat(run.out()).last().asString().isEqualTo("4 frames, 5 boxes of the truth");
        assertThat(evaluate("--fps", "10", "--classes", "mot").out())
                .anyMatch(line -> line.matches("HOTA +100\\.0 % .*"));
    }

    @Test
    void leavesOutTheBoxesBeforeATrackWasConfirmedIfAskedTo() throws IOException {
        Files.writeString(result, """
                1,-1,0,0,10,20,0.9
                2,-1,0,0,10,20,0.9
                3,-1,0,0,10,20,0.9
                4,-1,0,0,10,20,0.9
                """);

        CommandLineRun run = evaluate("--fps", "2", "--classes", "mot", "--online");

        assertThat(run.out()).anyMatch(line -> line.matches("misses +1 .*"));
    }

    @Test
    void saysTheSameInJsonToTheLastDigit() throws IOException {
        CommandLineRun run = evaluate("--json");

        JsonNode json = new ObjectMapper().readTree(String.join("\n", run.out()));
        double association = (2 * 2.0 / 4 + 1.0 / 4) / 3;
        assertThat(json.get("hota").asDouble()).isCloseTo(Math.sqrt(0.75 * association), within(1e-12));
        assertThat(json.get("idf1").asDouble()).isCloseTo(4.0 / 7, within(1e-12));
        assertThat(json.get("mota").asDouble()).isCloseTo(0.5, within(1e-12));
        assertThat(json.get("locA").asDouble()).isCloseTo(1, within(1e-12));
        assertThat(json.get("identitySwitches").asInt()).isEqualTo(1);
        assertThat(json.get("truthBoxes").asInt()).isEqualTo(4);
    }

    @Test
    void refusesWrongLinesInOneLine() throws IOException {
        Files.writeString(result, "1,5,0,0,10,20\n2,5,left,0,10,20\n");

        assertThat(refused()).contains("result.txt line 2 ", "frame,id,left,top,width,height", "2,5,left,0,10,20");
    }

    @Test
    void refusesTruthThatHasNothingToJudge() throws IOException {
        Files.writeString(truth, "1,2,100,0,40,20,1,3,1");
        assertThat(refused()).contains("gt.txt has no box to judge, of class 1", "--classes all");

        Files.writeString(truth, "");
        assertThat(refused()).contains("gt.txt has no box to judge: it is empty");
    }

    @Test
    void refusesWrongOptionsAndFilesInOneLine() throws IOException {
        assertThat(refused("--every", "0")).contains("--every must be at least 1, got: 0");

        assertThat(refused("--fps", "0")).contains("--fps must be above 0 and at most 1000, got: 0");
        assertThat(refused("--fps", "NaN")).contains("--fps must be above 0");

        Files.delete(result);
        assertThat(refused()).contains("result.txt does not exist");
    }

    private String refused(String... options) {
        CommandLineRun run = evaluate(options);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).singleElement().asString().startsWith("hawkeye: ");
        return run.err().get(0);
    }

    private CommandLineRun evaluate(String... options) {
        Stream<String> fixed = Stream.of("track", "evaluate", truth.toString(), result.toString());
        return CommandLineRun.of(Stream.concat(fixed, Stream.of(options)).toArray(String[]::new));
    }
}
