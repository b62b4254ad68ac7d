package dev.hawkeye.tracking.assignment;

import java.util.Arrays;

/** The pairs so far, and the price of each column. Shared by {@link Bids} and {@link ShortestPath}. */
final class Pairs {
    int[] columnOfRow = {};
    int[] rowOfColumn = {};
    double[] columnPrice = {};

    void clear(int rows, int columns) {
        if (columnOfRow.length < rows) {
            columnOfRow = new int[rows];
        }
        if (rowOfColumn.length < columns) {
            rowOfColumn = new int[columns];
            columnPrice = new double[columns];
        }
        Arrays.fill(columnOfRow, 0, rows, Assignment.NONE);
        Arrays.fill(rowOfColumn, 0, columns, Assignment.NONE);
        Arrays.fill(columnPrice, 0, columns, 0);
    }

    void join(int row, int column) {
        columnOfRow[row] = column;
        rowOfColumn[column] = row;
    }
}
