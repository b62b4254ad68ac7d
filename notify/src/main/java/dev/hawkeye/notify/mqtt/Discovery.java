package dev.hawkeye.notify.mqtt;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawkeye.notify.config.EventChoice;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.RuleConfig;
import dev.hawkeye.notify.config.TargetConfig;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The announcement of a camera to Home Assistant: a device with a binary sensor for each rule that makes alarms, and an
 * event entity if a rule sends single events. Confined to the delivery's thread.
 */
final class Discovery {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final NotifyConfig config;
    /** Names of removed rules whose sensors were announced. */
    private final Set<String> gone = new TreeSet<>();

    private List<RuleConfig> rules;
    private final TopicNames topics;

    Discovery(TargetConfig target, NotifyConfig config, TopicNames topics) {
        this.config = config;
        this.rules = config.rulesOf(target);
        this.topics = topics;
    }

    /** @return whether the rules have changed, so that devices must be announced again */
    boolean rules(List<RuleConfig> others) {
        if (others.equals(rules)) {
            return false;
        }
        rules.stream().filter(RuleConfig::groups).map(RuleConfig::name).forEach(gone::add);
        others.stream().filter(RuleConfig::groups).map(RuleConfig::name).forEach(gone::remove);
        rules = List.copyOf(others);
        return true;
    }

    /** The device of a camera; empty if no rule applies to it, which removes it from Home Assistant. */
    byte[] device(String camera) {
        ObjectNode components = JSON.createObjectNode();
        for (RuleConfig rule : rules) {
            if (rule.cameras().isEmpty() || rule.cameras().contains(camera)) {
                add(components, camera, rule);
            }
        }
        // Home Assistant removes a component that has nothing but the platform.
        gone.forEach(name -> components.putObject(key(name)).put("platform", "binary_sensor"));
        if (components.isEmpty()) {
            return new byte[0];
        }
        return Devices.payload(config, topics, camera, components);
    }

    private void add(ObjectNode components, String camera, RuleConfig rule) {
        if (rule.groups()) {
            ObjectNode sensor = components.putObject(key(rule.name()));
            sensor.put("platform", "binary_sensor");
            sensor.put("name", rule.name());
            sensor.put("unique_id", topics.deviceId(camera) + "_" + key(rule.name()));
            sensor.put("device_class", "motion");
            sensor.put("state_topic", topics.alarm(camera, rule.name()));
            sensor.put("json_attributes_topic", topics.attributes(camera, rule.name()));
        } else {
            ObjectNode event = components.putObject("event");
            event.put("platform", "event");
            event.put("name", "event");
            event.put("unique_id", topics.deviceId(camera) + "_event");
            ArrayNode types = event.putArray("event_types");
            for (EventChoice choice : EventChoice.values()) {
                types.add(choice.toString());
            }
            event.put("state_topic", topics.event(camera));
            event.put("value_template", "{{ {'event_type': value_json.event} | tojson }}");
        }
    }

    private static String key(String rule) {
        return "alarm_" + TopicNames.id(rule);
    }
}
