package dev.hawkeye.console.admin;

import com.fasterxml.jackson.databind.JsonNode;

/** Looks at a camera that is not one of the site's yet. Safe for use by many threads. */
public interface CameraProbe {
    /**
     * Opens its address from this process, and reads its first picture.
     *
     * @param camera its keys, as in hawkeye.yaml
     * @throws dev.hawkeye.console.http.ApiException 422 in words, when there is no picture to be had
     */
    CameraSight look(JsonNode camera);
}
