/** How CSV files are written, and the first columns of every file of counts. */
package dev.hawkeye.counts.csv;
