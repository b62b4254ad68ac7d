package dev.hawkeye.tracking.assignment;

/**
 * "Augmenting row reduction" of Jonker and Volgenant: a row takes the column that costs it least, and the price of that
 * column falls by what the second best would cost more. The row that had the column bids again.
 */
final class Bids {
    /** Costs that differ by a rounding error only would let two rows bid against each other for very long. */
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
     * One round. A row that was pushed out bids at once if its column became cheaper for it, else it waits for the next
     * round: with equal costs, two rows could push each other out forever.
     *
     * @param free rows without a column; afterwards those that are without one now
     * @param count of them
     * @return how many there are now
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

    /** With one column, it is the second best as well: nobody bids against the row. */
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
