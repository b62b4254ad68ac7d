package dev.hawkeye.notify.mqtt;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawkeye.notify.config.NotifyConfig;

/** The announcement of a camera's sensors to Home Assistant; they become part of the same device as its alarms. */
final class SensorDiscovery {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final NotifyConfig config;
    private final TopicNames topics;
    private final SensorStates states;

    SensorDiscovery(NotifyConfig config, TopicNames topics, SensorStates states) {
        this.config = config;
        this.topics = topics;
        this.states = states;
    }

    /** The sensors of a camera. */
    byte[] device(String camera, boolean pictured) {
        ObjectNode components = JSON.createObjectNode();
        ObjectNode motion = component(components, camera, "motion", "binary_sensor", "motion");
        motion.put("device_class", "motion");
        motion.put("state_topic", topics.motion(camera));
        for (String name : states.classes(camera)) {
            String key = "count_" + TopicNames.id(name);
            measurement(components, camera, key, name, topics.count(camera, name), "inView");
            for (String zone : states.zones(camera, name)) {
                String ofZone = "zone_" + TopicNames.id(zone) + "_" + TopicNames.id(name);
                measurement(components, camera, ofZone, zone + " " + name, topics.zone(camera, zone, name), "inside");
            }
        }
        if (pictured) {
            ObjectNode image = component(components, camera, "keyframe", "image", "last event");
            image.put("image_topic", topics.keyframe(camera));
            image.put("content_type", "image/jpeg");
        }
        return Devices.payload(config, topics, camera, components);
    }

    private void measurement(
            ObjectNode components, String camera, String key, String name, String topic, String field) {
        ObjectNode sensor = component(components, camera, key, "sensor", name);
        sensor.put("state_class", "measurement");
        sensor.put("state_topic", topic);
        sensor.put("value_template", "{{ value_json." + field + " }}");
        sensor.put("json_attributes_topic", topic);
    }

    private ObjectNode component(ObjectNode components, String camera, String key, String platform, String name) {
        ObjectNode component = components.putObject(key);
        component.put("platform", platform);
        component.put("name", name);
        component.put("unique_id", topics.deviceId(camera) + "_" + key);
        return component;
    }
}
