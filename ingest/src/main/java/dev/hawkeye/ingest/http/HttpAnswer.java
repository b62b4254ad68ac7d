package dev.hawkeye.ingest.http;

import java.net.URI;

/**
 * What a camera has answered.
 *
 * @param uri that answered, after all redirects
 * @param type of the content in lower case, empty when the camera does not say
 * @param size of the whole content, -1 when unknown
 * @param partial whether the answer begins where it was asked to, and so the rest can be asked for by its position
 * @param body to be closed
 */
public record HttpAnswer(URI uri, String type, long size, boolean partial, HttpBody body) {}
