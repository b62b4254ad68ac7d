package dev.hawkeye.tracking.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tracks with many faults, made from two sequences of the MOTChallenge, get the scores that the Python package {@code
 * trackers} 2.6.1 gives them, whose evaluation is TrackEval's. To see its figures again, keep the files of this test with
 * {@code -Djunit.jupiter.tempdir.cleanup.mode.default=NEVER}, and in each folder:
 *
 * <pre>
 *   python -c "from trackers.eval import evaluate_mot_sequence as e
 *   from pathlib import Path as P
 *   s = e(P('gt.txt'), P('result.txt'), ['CLEAR', 'HOTA', 'Identity'])
 *   print(s.HOTA.HOTA, s.HOTA.DetA, s.HOTA.AssA, s.HOTA.LocA, s.CLEAR.MOTA, s.Identity.IDF1)
 *   print(s.CLEAR.IDSW, s.CLEAR.CLR_FN, s.CLEAR.CLR_FP)"
 * </pre>
 */
class RealSequencesTest {
    private static final String DATA = System.getenv("HAWKEYE_DATA");
    private static final long SEED = 14;

    /** Its figures have seven places. */
    private static final double ROUNDED = 1e-7;

    @TempDir
    Path directory;

    @BeforeAll
    static void data() {
        assumeTrue(DATA != null, "HAWKEYE_DATA is not set: no sequences to judge tracks of");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TUD-Stadtmitte | linked | 1 | 0.4867530 | 0.5419574 | 0.4373987 | 0.7749074 | 0.7006920 | 0.6976744 | 21 | 265 | 60
            TUD-Stadtmitte | linked | 3 | 0.5402493 | 0.5534341 | 0.5281735 | 0.7782659 | 0.7028424 | 0.7648725 | 11 | 86 | 18
            TUD-Stadtmitte | spoilt | 1 | 0.3262637 | 0.5699477 | 0.1870221 | 0.8352425 | 0.5051903 | 0.2586130 | 41 | 304 | 227
            TUD-Stadtmitte | spoilt | 3 | 0.4735470 | 0.5797564 | 0.3874367 | 0.8390158 | 0.5245478 | 0.5227882 | 10 | 101 | 73
            PETS09-S3-MF1  | linked | 1 | 0.3994386 | 0.4751789 | 0.3380015 | 0.7400649 | 0.5693548 | 0.5156369 | 18 | 89 | 160
            PETS09-S3-MF1  | linked | 3 | 0.3700778 | 0.4934924 | 0.2800075 | 0.7505309 | 0.5072464 | 0.4816514 | 26 | 27 | 49
            PETS09-S3-MF1  | spoilt | 1 | 0.3836839 | 0.5713236 | 0.2580042 | 0.8367161 | 0.5080645 | 0.3562552 | 14 | 162 | 129
            PETS09-S3-MF1  | spoilt | 3 | 0.5062207 | 0.5661784 | 0.4528229 | 0.8361769 | 0.4879227 | 0.5964912 | 5 | 58 | 43
            """)
    void get_the_scores_that_TrackEval_gives(
            String sequence,
            String kind,
            int stride,
            double hota,
            double detA,
            double assA,
            double locA,
            double mota,
            double idf1,
            int identitySwitches,
            int misses,
            int falsePositives)
            throws IOException {
        Path folder = Path.of(DATA, "mot", sequence);
        MotSequence truth = MotSequence.readTruth(folder.resolve("gt.txt")).thin(stride);
        MotSequence tracks = kind.equals("spoilt")
                ? DerivedTracks.spoilt(truth, SEED)
                : DerivedTracks.linked(
                        MotSequence.readResult(folder.resolve("det.txt")).thin(stride));
        Path gt = Files.writeString(directory.resolve("gt.txt"), DerivedTracks.text(truth));
        Path result = Files.writeString(directory.resolve("result.txt"), DerivedTracks.text(tracks));

        TrackScores scores = Evaluation.of(MotSequence.readTruth(gt), MotSequence.readResult(result));

        assertThat(scores.hota()).isCloseTo(hota, within(ROUNDED));
        assertThat(scores.detA()).isCloseTo(detA, within(ROUNDED));
        assertThat(scores.assA()).isCloseTo(assA, within(ROUNDED));
        assertThat(scores.locA()).isCloseTo(locA, within(ROUNDED));
        assertThat(scores.mota()).isCloseTo(mota, within(ROUNDED));
        assertThat(scores.idf1()).isCloseTo(idf1, within(ROUNDED));
        assertThat(scores.identitySwitches()).isEqualTo(identitySwitches);
        assertThat(scores.misses()).isEqualTo(misses);
        assertThat(scores.falsePositives()).isEqualTo(falsePositives);
    }
}
