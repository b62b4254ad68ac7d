/**
 * A model that is tried beside the one in use: on pictures that cameras have sent lately, and on a share of the frames as
 * they come. What it costs, what is measured, and what speaks against it. Knows nothing of topics.
 */
package dev.hawkeye.detector.trial;
