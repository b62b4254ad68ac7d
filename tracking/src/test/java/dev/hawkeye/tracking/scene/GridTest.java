package dev.hawkeye.tracking.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Geometry where everything is degenerate: all points are on a grid of 9 × 9, so that paths run through corners, begin and
 * end on lines, and lie along them. The other opinion moves each position by a step that is small against the grid, and
 * computes with whole numbers.
 */
class GridTest {
    private static final int GRID = 8;
    private static final long SCALE = 1_000_000;
    private static final long RIGHT = 1_000;
    private static final long DOWN = 1;

    private final Random random = new Random(7);

    private record Cell(int x, int y) {
        Point point() {
            return new Point(x / (double) GRID, y / (double) GRID);
        }
    }

    @Test
    void aLineIsCutAsOftenAsByAPathASmallStepAside() {
        int cuts = 0;
        for (int i = 0; i < 100_000; i++) {
            List<Cell> line = cells(2 + random.nextInt(4));
            Cell from = cell();
            Cell to = cell();

            int expected = Integer.signum(cuts(from, to, line));
            assertThat(sign(polyline(line).cut(from.point(), to.point())))
                    .as("%s to %s across %s", from, to, line)
                    .isEqualTo(expected);
            cuts += Math.abs(expected);
        }
        assertThat(cuts).isGreaterThan(10_000);
    }

    @Test
    void aPathInPiecesCutsALineAsTheWholePathDoes() {
        for (int i = 0; i < 20_000; i++) {
            Polyline line = polyline(cells(2));
            Cell from = new Cell(2 * random.nextInt(5), 2 * random.nextInt(5));
            Cell to = new Cell(2 * random.nextInt(5), 2 * random.nextInt(5));
            Cell middle = new Cell((from.x + to.x) / 2, (from.y + to.y) / 2);

            assertThat(sign(line.cut(from.point(), middle.point())) + sign(line.cut(middle.point(), to.point())))
                    .as("%s to %s across %s", from, to, line)
                    .isEqualTo(sign(line.cut(from.point(), to.point())));
        }
    }

    @Test
    void aClosedPathCutsAClosedLineInAsOftenAsOut() {
        for (int i = 0; i < 20_000; i++) {
            List<Cell> around = new ArrayList<>(cells(3));
            if (around.get(2).equals(around.get(0))) {
                continue;
            }
            around.add(around.get(0));
            List<Cell> path = cells(6);
            path.add(path.get(0));
            int sum = 0;
            for (int k = 1; k < around.size(); k++) {
                Polyline edge = polyline(around.subList(k - 1, k + 1));
                for (int step = 1; step < path.size(); step++) {
                    sum += sign(
                            edge.cut(path.get(step - 1).point(), path.get(step).point()));
                }
            }

            assertThat(sum).as("%s across %s", path, around).isZero();
        }
    }

    @Test
    void aPolygonContainsWhatItContainsASmallStepAside() {
        int areas = 0;
        for (int i = 0; i < 20_000; i++) {
            List<Cell> corners = cells(3 + random.nextInt(3));
            Optional<Polygon> polygon = polygon(corners);
            if (polygon.isPresent()) {
                areas++;
                Cell cell = cell();
                assertThat(polygon.get().contains(cell.point()))
                        .as("%s in %s", cell, corners)
                        .isEqualTo(isInside(cell, corners));
            }
        }
        assertThat(areas).isGreaterThan(1000);
    }

    @Test
    void aPathIntoAPolygonHasACutOfItsBorder() {
        for (int i = 0; i < 20_000; i++) {
            Optional<Polygon> polygon = polygon(cells(3 + random.nextInt(3)));
            Point from = cell().point();
            Point to = cell().point();
            if (polygon.isPresent()
                    && polygon.get().contains(from) != polygon.get().contains(to)) {
                assertThat(polygon.get().firstCut(from, to))
                        .isBetween(0.0, polygon.get().lastCut(from, to));
                assertThat(cutsOfBorder(polygon.get(), from, to)).isOdd();
            }
        }
    }

    private static long cutsOfBorder(Polygon polygon, Point from, Point to) {
        List<Point> points = polygon.points();
        long cuts = 0;
        for (int i = 0; i < points.size(); i++) {
            cuts += Sides.cuts(from, to, points.get(i), points.get((i + 1) % points.size())) ? 1 : 0;
        }
        return cuts;
    }

    private static int sign(Optional<Cut> cut) {
        return cut.map(found -> found.forward() ? 1 : -1).orElse(0);
    }

    private static int cuts(Cell from, Cell to, List<Cell> line) {
        int sum = 0;
        for (int i = 1; i < line.size() && !from.equals(to); i++) {
            Cell a = line.get(i - 1);
            Cell b = line.get(i);
            long before = side(a, b, from);
            long after = side(a, b, to);
            boolean between = (sideOfPath(from, to, a) > 0) != (sideOfPath(from, to, b) > 0);
            sum += before < 0 == after < 0 || !between ? 0 : Long.signum(after);
        }
        return sum;
    }

    /** Of a position beside the line from a to b: below 0 on the left. */
    private static long side(Cell a, Cell b, Cell position) {
        return (b.x - a.x) * ((position.y - a.y) * SCALE + DOWN) - (b.y - a.y) * ((position.x - a.x) * SCALE + RIGHT);
    }

    /** Of a point beside the path of two positions. */
    private static long sideOfPath(Cell from, Cell to, Cell point) {
        return (to.x - from.x) * ((point.y - from.y) * SCALE - DOWN)
                - (to.y - from.y) * ((point.x - from.x) * SCALE - RIGHT);
    }

    /** By the sum of angles under which the edges are seen. */
    private static boolean isInside(Cell cell, List<Cell> corners) {
        double sum = 0;
        for (int i = 0; i < corners.size(); i++) {
            double first = angle(cell, corners.get(i));
            double turn = angle(cell, corners.get((i + 1) % corners.size())) - first;
            sum += Math.IEEEremainder(turn, 2 * Math.PI);
        }
        return Math.abs(sum) > Math.PI;
    }

    private static double angle(Cell from, Cell to) {
        return Math.atan2((double) (to.y - from.y) * SCALE - DOWN, (double) (to.x - from.x) * SCALE - RIGHT);
    }

    private static Polyline polyline(List<Cell> cells) {
        return new Polyline(cells.stream().map(Cell::point).toList());
    }

    private static Optional<Polygon> polygon(List<Cell> corners) {
        try {
            return Optional.of(new Polygon(corners.stream().map(Cell::point).toList()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Consecutive ones different. */
    private List<Cell> cells(int number) {
        List<Cell> cells = new ArrayList<>();
        while (cells.size() < number) {
            Cell next = cell();
            if (cells.isEmpty() || !next.equals(cells.get(cells.size() - 1))) {
                cells.add(next);
            }
        }
        return cells;
    }

    private Cell cell() {
        return new Cell(random.nextInt(GRID + 1), random.nextInt(GRID + 1));
    }
}
