/**
 * Cameras to frame records: reads video files, network cameras, devices, folders of pictures and the demo camera, picks
 * the pictures that are to be analysed, and sends each as a JPEG to the frames topic. {@link
 * dev.hawkeye.ingest.IngestService} is the way in.
 */
package dev.hawkeye.ingest;
