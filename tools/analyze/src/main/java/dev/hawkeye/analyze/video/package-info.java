/** The videos to analyze: their files, camera names and settings. Knows the configuration, but not the analysis. */
package dev.hawkeye.analyze.video;
