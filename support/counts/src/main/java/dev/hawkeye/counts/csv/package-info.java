/** How CSV files are written, and the columns that every file of counts begins with. */
package dev.hawkeye.counts.csv;
