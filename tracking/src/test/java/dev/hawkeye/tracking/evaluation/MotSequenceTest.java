package dev.hawkeye.tracking.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.settings.UserException;
import dev.hawkeye.tracking.Box;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MotSequenceTest {
    private static final Box BOX = new Box(1.5, 2, 4.5, 6);

    @TempDir
    Path directory;

    @Test
    void readsCommasAndBlanksInAnyOrderOfFrames() throws IOException {
        MotSequence sequence = MotSequence.readResult(file("""

                3,7,1.5,2,3,4
                1 8 1.5 2 3 4 0.25
                1, 9, 1.5, 2, 3, 4, 0.5, -1, -1, -1,

                """));

        assertThat(sequence.frames()).isEqualTo(3);
        assertThat(sequence.boxes()).isEqualTo(3);
        assertThat(sequence.frame(1)).containsExactly(new MotBox(8, BOX, 0.25, 1), new MotBox(9, BOX, 0.5, 1));
        assertThat(sequence.frame(2)).isEmpty();
        assertThat(sequence.frame(3)).containsExactly(new MotBox(7, BOX));
        assertThat(sequence.frame(4)).isEmpty();
    }

    @Test
    void readsAnEmptyFileAsNothingFound() throws IOException {
        MotSequence sequence = MotSequence.readResult(file(""));

        assertThat(sequence.frames()).isZero();
        assertThat(sequence.areDetections()).isFalse();
    }

    @Test
    void readsWhatAnEditorWritesThatMarksItsFiles() throws IOException {
        assertThat(MotSequence.readResult(file("\uFEFF1,8,1.5,2,3,4\r\n")).boxes())
                .isEqualTo(1);
    }

    @Test
    void tellsTracksFromDetections() throws IOException {
        assertThat(MotSequence.readResult(file("1,-1,1,2,3,4,0.5\n1,-1,1,2,3,4,0.5\n"))
                        .areDetections())
                .isTrue();
        assertThat(MotSequence.readResult(file("1,-1,1,2,3,4,0.5\n2,5,1,2,3,4,0.5\n"))
                        .areDetections())
                .isFalse();
    }

    @Test
    void takesTheClassOfTruthFromLinesThatHaveOne() throws IOException {
        MotSequence truth = MotSequence.readTruth(file("""
                1,1,1.5,2,3,4,1,3,0.9
                1,2,1.5,2,3,4,0,8
                1,3,1.5,2,3,4,1,-11773,-14337,0
                """));

        assertThat(truth.frame(1))
                .containsExactly(new MotBox(1, BOX, 1, 3), new MotBox(2, BOX, 0, 8), new MotBox(3, BOX, 1, 1));
    }

    @Test
    void takesTheClassOfAResultForTracking() throws IOException {
        assertThat(MotSequence.readResult(file("1,-1,1.5,2,3,4,1,3")).frame(1))
                .containsExactly(new MotBox(-1, BOX, 1, 3));
    }

    @Test
    void keepsEveryThirdFrameAndNumbersThemAnew() throws IOException {
        MotSequence thin = MotSequence.readResult(file("""
                1,1,1.5,2,3,4
                2,2,1.5,2,3,4
                4,4,1.5,2,3,4
                5,5,1.5,2,3,4
                8,8,1.5,2,3,4
                """)).thin(3);

        assertThat(thin.frame(1)).containsExactly(new MotBox(1, BOX));
        assertThat(thin.frame(2)).containsExactly(new MotBox(4, BOX));
        assertThat(thin.boxes()).isEqualTo(2);
        assertThat(thin.thin(1).boxes()).isEqualTo(2);
    }

    @Test
    void allowsRegionsOfNoAccountWithoutAnId() throws IOException {
        MotSequence truth = MotSequence.readTruth(file("1,-1,1,2,3,4,0\n1,-1,5,2,3,4,0\n"));

        assertThat(truth.boxes()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1,1,2,3,4           | must have at least frame,id,left,top,width,height
            frame,id,x,y,w,h    | must be numbers only, frame,id,left,top,width,height,…
            1,1,2,,4,5          | must be numbers only, frame,id,left,top,width,height,…
            1,1,2,3,NaN,5       | must have finite numbers only
            1,1,2,3,1e400,5     | must have finite numbers only
            0,1,2,3,4,5         | must start with a frame, 1 to 10000000
            1.5,1,2,3,4,5       | must start with a frame, 1 to 10000000
            2000000000,1,2,3,4,5| must start with a frame, 1 to 10000000
            1,1.5,2,3,4,5       | must have a whole number as id
            1,1,2,3,-4,5        | must have a width and a height that are not negative
            7,3,2,3,4,5         | must have another id: frame 7 already has this one
            1,-1,2,3,4,5        | must have the id of an object, 0 or more, as this is the ground truth
            """)
    void saysFileLineAndWhatIsExpectedThere(String line, String rule) throws IOException {
        Path file = file("7,3,2,3,4,5\n\n" + line + "\n");

        assertThatThrownBy(() -> MotSequence.readTruth(file))
                .isInstanceOf(UserException.class)
                .hasMessage(file + " line 3 " + rule + ", got: " + line);
    }

    @Test
    void saysWhatIsNoTextFile() throws IOException {
        Path picture = Files.write(directory.resolve("a.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, 1});
        Path missing = directory.resolve("none.txt");

        for (Path file : List.of(picture, missing, directory)) {
            assertThatThrownBy(() -> MotSequence.readResult(file))
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith(file + (file.equals(missing) ? " does not exist: " : " is not a "))
                    .hasMessageContaining("MOTChallenge");
        }
    }

    private Path file(String text) throws IOException {
        return Files.write(directory.resolve("mot.txt"), text.getBytes(StandardCharsets.UTF_8));
    }
}
