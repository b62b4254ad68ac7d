package dev.hawkeye.console.admin;

/**
 * What is to be seen at an address.
 *
 * @param width of the camera's pictures, pixels
 * @param height of the camera's pictures, pixels
 * @param fps as the source states; 0 when unknown
 * @param codec of the video, such as h264; empty when there is none
 * @param picture a JPEG, scaled down
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CameraSight(int width, int height, double fps, String codec, byte[] picture) {}
