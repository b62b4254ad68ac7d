package dev.hawkeye.tracking.assignment;

/**
 * The linear assignment problem: each row gets its own column or, if there are more rows than columns, each column its
 * own row, so that the sum of the costs is minimal.
 *
 * <p>Solved as in R. Jonker and A. Volgenant, "A shortest augmenting path algorithm for dense and sparse linear
 * assignment problems", Computing 38 (1987). The invariant: with a price u per row and v per column,
 * {@code cost - u - v} is never negative, and zero for each pair so far; a column without a row has the price 0, the
 * highest possible. So the pairs are optimal for the rows that have one, even if columns are left over, a case that the
 * paper does not cover.
 *
 * <p>First, rows bid for columns: that settles most of them after one or two passes over their costs, see {@link Bids}.
 * The others are added one at a time along a shortest path, see {@link ShortestPath}. The paper's first phase, which
 * gives each column its cheapest row, is omitted, as it would raise the prices of columns that may be left over. At
 * most about n² · m steps for n ≤ m. If several assignments have the same cost, which one is returned is unspecified
 * but deterministic.
 *
 * <p>An instance owns its buffers, which grow to the largest problem so far: after that, no call allocates. Not
 * thread-safe.
 */
public final class Assignment {
    /** Stands for no column or row. */
    public static final int NONE = -1;

    private static final int ROUNDS = 2;

    private final Pairs pairs = new Pairs();
    private final Bids bids = new Bids(pairs);
    private final ShortestPath path = new ShortestPath(pairs);
    private double[] turned = {};
    private int[] free = {};
    private boolean tall;

    /**
     * Solves one problem. The answer is in {@link #columnOf} and {@link #rowOf} until the next call.
     *
     * @param costs row by row: the cost of row r with column c is at {@code r * columns + c}. Finite, of any sign; not
     *     checked. May be longer than needed, and is not changed
     * @param rows 0 or more
     * @param columns 0 or more
     * @throws IllegalArgumentException if there are fewer costs than {@code rows * columns}
     */
    public void solve(double[] costs, int rows, int columns) {
        if (rows < 0 || columns < 0 || costs.length < (long) rows * columns) {
            throw new IllegalArgumentException(rows + " x " + columns + " with " + costs.length + " costs");
        }
        tall = rows > columns;
        if (tall) {
            solveWide(turn(costs, rows, columns), columns, rows);
        } else {
            solveWide(costs, rows, columns);
        }
    }

    /**
     * The column of a row.
     *
     * @return {@link #NONE} if there are more rows than columns and this one is left over
     */
    public int columnOf(int row) {
        return tall ? pairs.rowOfColumn[row] : pairs.columnOfRow[row];
    }

    /**
     * The row of a column.
     *
     * @return {@link #NONE} if there are more columns than rows and this one is left over
     */
    public int rowOf(int column) {
        return tall ? pairs.columnOfRow[column] : pairs.rowOfColumn[column];
    }

    private double[] turn(double[] costs, int rows, int columns) {
        if (turned.length < rows * columns) {
            turned = new double[rows * columns];
        }
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                turned[column * rows + row] = costs[row * columns + column];
            }
        }
        return turned;
    }

    /** Solves a problem with at most as many rows as columns. */
    private void solveWide(double[] costs, int rows, int columns) {
        pairs.clear(rows, columns);
        if (free.length < rows) {
            free = new int[rows];
        }
        for (int row = 0; row < rows; row++) {
            free[row] = row;
        }
        int left = rows;
        for (int round = 0; round < ROUNDS; round++) {
            left = bids.place(costs, columns, free, left);
        }
        path.begin(costs, rows, columns);
        for (int i = 0; i < left; i++) {
            path.add(free[i]);
        }
    }
}
