package dev.hawkeye.ingest.http;

import java.net.URI;

/**
 * A response of a camera.
 *
 * @param uri that responded, after all redirects
 * @param type of the content in lower case; empty when the camera does not state it
 * @param size of the whole content, -1 when unknown
 * @param partial whether the server supports ranges, so that the rest can be requested by offset
 * @param body to be closed
 */
public record HttpAnswer(URI uri, String type, long size, boolean partial, HttpBody body) {}
