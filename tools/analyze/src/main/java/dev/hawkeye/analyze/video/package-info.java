/**
 * The videos to analyze: which files, under which camera names, with which settings. Knows the configuration, not the
 * analysis.
 */
package dev.hawkeye.analyze.video;
