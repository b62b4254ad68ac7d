package dev.hawkeye.tracking.assignment;

/**
 * Adds one row at a time: Dijkstra's algorithm on the reduced costs {@code cost - u - v} leads from the row, via
 * columns and the rows that have them, to the nearest free column. Then the prices move so that every pair along the
 * path costs nothing, and each row of the path takes the column after it.
 */
final class ShortestPath {
    private final Pairs pairs;
    private double[] costs;
    private int columns;
    private double[] rowPrice = {};
    private int[] seenRow = {};
    private double[] seenRowDistance = {};
    private double[] distance = {};
    private int[] previousRow = {};

    /** First the columns whose distance is not final yet, in any order; then the others. */
    private int[] order = {};

    ShortestPath(Pairs pairs) {
        this.pairs = pairs;
    }

    /** Requires pairs that are optimal, at the prices of the columns, for the rows that have one. */
    void begin(double[] newCosts, int rows, int newColumns) {
        costs = newCosts;
        columns = newColumns;
        makeRoom(rows);
        for (int row = 0; row < rows; row++) {
            int column = pairs.columnOfRow[row];
            rowPrice[row] = column == Assignment.NONE ? 0 : costs[row * columns + column] - pairs.columnPrice[column];
        }
    }

    private void makeRoom(int rows) {
        if (rowPrice.length < rows) {
            rowPrice = new double[rows];
            seenRow = new int[rows];
            seenRowDistance = new double[rows];
        }
        if (order.length < columns) {
            distance = new double[columns];
            previousRow = new int[columns];
            order = new int[columns];
        }
    }

    void add(int first) {
        for (int column = 0; column < columns; column++) {
            order[column] = column;
            distance[column] = Double.POSITIVE_INFINITY;
        }
        int open = columns;
        int seen = 0;
        double reached = 0;
        int row = first;
        int column;
        do {
            seenRow[seen] = row;
            seenRowDistance[seen++] = reached;
            int nearest = relax(row, reached, open);
            column = order[nearest];
            reached = distance[column];
            order[nearest] = order[--open];
            order[open] = column;
            row = pairs.rowOfColumn[column];
        } while (row != Assignment.NONE);
        movePrices(seen, open, reached);
        augment(first, column);
    }

    /**
     * Tries the path via the row to each open column. Returns the index of the nearest in {@code order}, preferring a
     * free one.
     */
    private int relax(int row, double reached, int open) {
        int offset = row * columns;
        double toRow = reached - rowPrice[row];
        double lowest = Double.POSITIVE_INFINITY;
        int nearest = 0;
        for (int i = 0; i < open; i++) {
            int column = order[i];
            double through = toRow + costs[offset + column] - pairs.columnPrice[column];
            if (through < distance[column]) {
                distance[column] = through;
                previousRow[column] = row;
            }
            double now = distance[column];
            if (now < lowest || (now == lowest && pairs.rowOfColumn[column] == Assignment.NONE)) {
                lowest = now;
                nearest = i;
            }
        }
        return nearest;
    }

    private void movePrices(int seen, int open, double reached) {
        for (int i = 0; i < seen; i++) {
            rowPrice[seenRow[i]] += reached - seenRowDistance[i];
        }
        for (int i = open; i < columns; i++) {
            pairs.columnPrice[order[i]] -= reached - distance[order[i]];
        }
    }

    private void augment(int first, int end) {
        int column = end;
        int row;
        do {
            row = previousRow[column];
            int before = pairs.columnOfRow[row];
            pairs.join(row, column);
            column = before;
        } while (row != first);
    }
}
