/**
 * A trial of a model beside the one in use, on recent pictures of the cameras and on a share of the live frames: what
 * it costs, what is measured, and the reasons to refuse it. Independent of topics.
 */
package dev.hawkeye.detector.trial;
