package dev.hawkeye.console.admin;

/**
 * The result of a look at a camera.
 *
 * @param width the width of the camera's pictures, pixels
 * @param height the height of the camera's pictures, pixels
 * @param fps frame rate stated by the source; 0 when unknown
 * @param codec the codec of the video, such as h264; empty when there is none
 * @param picture a JPEG, scaled down
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CameraSight(int width, int height, double fps, String codec, byte[] picture) {}
