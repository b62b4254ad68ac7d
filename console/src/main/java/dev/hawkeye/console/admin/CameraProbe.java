package dev.hawkeye.console.admin;

import com.fasterxml.jackson.databind.JsonNode;

/** Looks at a camera that does not belong to the site yet. Thread-safe. */
public interface CameraProbe {
    /**
     * Opens a camera's address from this process, and reads its first picture.
     *
     * @param camera its keys, as in hawkeye.yaml
     * @throws dev.hawkeye.console.http.ApiException 422 with the reason, when there is no picture
     */
    CameraSight look(JsonNode camera);
}
