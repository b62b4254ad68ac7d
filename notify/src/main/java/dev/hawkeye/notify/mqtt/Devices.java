package dev.hawkeye.notify.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawkeye.notify.config.NotifyConfig;

/** Announcements of cameras as Home Assistant devices. */
final class Devices {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MAKER = "Hawkeye";

    private Devices() {}

    /** @param components its entities, by unique keys */
    static byte[] payload(NotifyConfig config, TopicNames topics, String camera, ObjectNode components) {
        ObjectNode payload = JSON.createObjectNode();
        ObjectNode device = payload.putObject("device");
        device.putArray("identifiers").add(topics.deviceId(camera));
        device.put("name", camera);
        device.put("manufacturer", MAKER);
        device.put("model", "Camera of " + config.site());
        if (!config.console().isEmpty()) {
            device.put("configuration_url", config.console());
        }
        payload.putObject("origin").put("name", MAKER);
        payload.put("availability_topic", topics.availability());
        payload.put("qos", 1);
        payload.set("components", components);
        try {
            return JSON.writeValueAsBytes(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
