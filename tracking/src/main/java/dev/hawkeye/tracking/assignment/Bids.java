package dev.hawkeye.tracking.assignment;

/**
 * "Augmenting row reduction" of Jonker and Volgenant: a row takes its cheapest column, and the price of that column
 * falls by the extra cost of the row's second best. The row that had the column bids again.
 */
final class Bids {
    /** Bounds how long two rows bid against each other when their costs differ only by a rounding error. */
    private static final int BIDS_AT_ONCE_PER_ROW = 8;

    private final Pairs pairs;
    private int best;
    private int second;
    private double bestCost;
    private double secondCost;

    Bids(Pairs pairs) {
        this.pairs = pairs;
    }

    /**
     * One round. A row that was displaced bids again at once if the column was strictly cheapest for the row that took
     * it; otherwise it waits for the next round: with equal costs, two rows could displace each other forever.
     *
     * @param free rows without a column; on return, the rows that are now without one
     * @param count how many rows are free
     * @return how many are free now
     */
    int place(double[] costs, int columns, int[] free, int count) {
        int next = 0;
        int waiting = 0;
        int atOnce = BIDS_AT_ONCE_PER_ROW * count;
        while (next < count) {
            int row = free[next++];
            findTwoBest(costs, row * columns, columns);
            boolean cheaper = bestCost < secondCost;
            int column = cheaper || pairs.rowOfColumn[best] == Assignment.NONE ? best : second;
            if (cheaper) {
                pairs.columnPrice[column] -= secondCost - bestCost;
            }
            int loser = pairs.rowOfColumn[column];
            pairs.join(row, column);
            if (loser != Assignment.NONE) {
                pairs.columnOfRow[loser] = Assignment.NONE;
                if (cheaper && atOnce-- > 0) {
                    free[--next] = loser;
                } else {
                    free[waiting++] = loser;
                }
            }
        }
        return waiting;
    }

    /** With a single column, that is the second best as well: nobody bids against the row. */
    private void findTwoBest(double[] costs, int offset, int columns) {
        best = 0;
        second = 0;
        bestCost = costs[offset] - pairs.columnPrice[0];
        secondCost = columns == 1 ? bestCost : Double.POSITIVE_INFINITY;
        for (int column = 1; column < columns; column++) {
            double cost = costs[offset + column] - pairs.columnPrice[column];
            if (cost >= secondCost) {
                continue;
            }
            if (cost < bestCost) {
                second = best;
                secondCost = bestCost;
                best = column;
                bestCost = cost;
            } else {
                second = column;
                secondCost = cost;
            }
        }
    }
}
