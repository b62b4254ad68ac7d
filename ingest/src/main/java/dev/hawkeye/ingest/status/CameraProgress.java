package dev.hawkeye.ingest.status;

/**
 * The progress of a camera.
 *
 * @param framesSent frame records that Kafka acknowledged
 * @param picturesRead pictures read from the source, including those not analyzed
 * @param expectedPictures pictures in the whole source; 0 when unknown or endless
 * @param ended whether it will not be read again
 */
public record CameraProgress(long framesSent, long picturesRead, long expectedPictures, boolean ended) {}
