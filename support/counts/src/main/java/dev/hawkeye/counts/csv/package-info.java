/** How CSV files are written, and the columns with which every file of counts begins. */
package dev.hawkeye.counts.csv;
