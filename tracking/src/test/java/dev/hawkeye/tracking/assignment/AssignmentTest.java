package dev.hawkeye.tracking.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.jgrapht.alg.matching.KuhnMunkresMinimalWeightBipartitePerfectMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;
import org.junit.jupiter.api.Test;

/** Compared with JGraphT's Hungarian method. One instance solves all, as in a tracker. */
class AssignmentTest {
    private final Random random = new Random(14);
    private final Assignment assignment = new Assignment();

    @Test
    void costsAsLittleAsAnotherProgramFindsForAnyCosts() {
        assertOptimal(400, 14, random::nextGaussian);
        assertOptimal(4, 60, random::nextGaussian);
    }

    @Test
    void costsAsLittleAsAnotherProgramFindsIfManyCostsAreEqual() {
        assertOptimal(400, 14, () -> random.nextInt(3));
        assertOptimal(4, 60, () -> random.nextInt(3));
        assertOptimal(20, 14, () -> 1);
    }

    @Test
    void costsAsLittleAsAnotherProgramFindsIfMostPairsAreFarApart() {
        assertOptimal(400, 14, () -> random.nextInt(4) == 0 ? random.nextDouble() : 1);
        assertOptimal(4, 60, () -> random.nextInt(10) == 0 ? random.nextDouble() : 1);
    }

    @Test
    void costsAsLittleAsAnotherProgramFindsIfCostsDifferByRounding() {
        assertOptimal(200, 14, () -> 0.1 + random.nextInt(3) * Math.ulp(0.1));
        assertOptimal(200, 14, () -> 1000 * random.nextInt(2) + random.nextInt(3) * 0.1);
    }

    @Test
    void leavesOverTheRowThatCostsMostIfThereAreMoreRowsThanColumns() {
        assignment.solve(new double[] {5, 1, 3}, 3, 1);

        assertThat(assignment.columnOf(0)).isEqualTo(Assignment.NONE);
        assertThat(assignment.columnOf(1)).isZero();
        assertThat(assignment.columnOf(2)).isEqualTo(Assignment.NONE);
        assertThat(assignment.rowOf(0)).isEqualTo(1);
    }

    @Test
    void givesUpTheCheapestPairIfThatIsCheaperInTotal() {
        assignment.solve(new double[] {1, 2, 3, 9}, 2, 2);

        assertThat(assignment.columnOf(0)).isEqualTo(1);
        assertThat(assignment.columnOf(1)).isZero();
    }

    @Test
    void leavesEverybodyOverIfTheOtherSideIsEmpty() {
        assignment.solve(new double[] {1, 2}, 2, 1);
        assignment.solve(new double[0], 2, 0);
        assertThat(assignment.columnOf(0)).isEqualTo(Assignment.NONE);
        assertThat(assignment.columnOf(1)).isEqualTo(Assignment.NONE);

        assignment.solve(new double[0], 0, 1);
        assertThat(assignment.rowOf(0)).isEqualTo(Assignment.NONE);
    }

    @Test
    void allocatesNothingOnceItsBuffersAreLargeEnough() {
        double[] costs = random.doubles(50 * 60).toArray();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assignment.solve(costs, 50, 60);
        assignment.solve(costs, 60, 50);
        threads.getCurrentThreadAllocatedBytes();

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int rows = 10; rows <= 60; rows++) {
            assignment.solve(costs, rows, 50);
            assignment.solve(costs, 50, rows);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isZero();
    }

    @Test
    void refusesFewerCostsThanPairs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assignment.solve(new double[5], 2, 3))
                .withMessage("2 x 3 with 5 costs");
    }

    private void assertOptimal(int problems, int largest, DoubleSupplier cost) {
        for (int problem = 0; problem < problems; problem++) {
            int rows = 1 + random.nextInt(largest);
            int columns = 1 + random.nextInt(largest);
            double[] costs = IntStream.range(0, rows * columns + random.nextInt(3))
                    .mapToDouble(i -> cost.getAsDouble())
                    .toArray();

            assignment.solve(costs, rows, columns);

            assertThat(total(costs, rows, columns))
                    .as("%d x %d", rows, columns)
                    .isCloseTo(oracle(costs, rows, columns), within(1e-9));
        }
    }

    /** What the answer costs; checks that it is one. */
    private double total(double[] costs, int rows, int columns) {
        double sum = 0;
        Set<Integer> taken = new HashSet<>();
        for (int row = 0; row < rows; row++) {
            int column = assignment.columnOf(row);
            if (column != Assignment.NONE) {
                assertThat(column).isBetween(0, columns - 1);
                assertThat(assignment.rowOf(column)).isEqualTo(row);
                taken.add(column);
                sum += costs[row * columns + column];
            }
        }
        assertThat(taken).hasSize(Math.min(rows, columns));
        assertThat(IntStream.range(0, columns).filter(column -> assignment.rowOf(column) != Assignment.NONE))
                .hasSize(Math.min(rows, columns));
        return sum;
    }

    /** The matching is perfect: rows or columns that cost nothing fill up the smaller side. */
    private static double oracle(double[] costs, int rows, int columns) {
        int size = Math.max(rows, columns);
        SimpleWeightedGraph<Integer, DefaultWeightedEdge> graph = new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
        Set<Integer> left = new HashSet<>();
        Set<Integer> right = new HashSet<>();
        for (int i = 0; i < size; i++) {
            left.add(i);
            right.add(size + i);
            graph.addVertex(i);
            graph.addVertex(size + i);
        }
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                graph.setEdgeWeight(
                        graph.addEdge(row, size + column),
                        row < rows && column < columns ? costs[row * columns + column] : 0);
            }
        }
        return new KuhnMunkresMinimalWeightBipartitePerfectMatching<>(graph, left, right)
                .getMatching()
                .getWeight();
    }
}
