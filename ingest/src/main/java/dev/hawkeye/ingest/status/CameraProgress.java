package dev.hawkeye.ingest.status;

/**
 * How far the reading of a camera is.
 *
 * @param framesSent frame records that Kafka acknowledged
 * @param picturesRead pictures read from the source, also those not analysed
 * @param expectedPictures pictures in the whole source; 0 when unknown or endless
 * @param ended whether it is read no more, for good
 */
public record CameraProgress(long framesSent, long picturesRead, long expectedPictures, boolean ended) {}
