package dev.hawkeye.notify.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.notify.TargetsOfTests;
import dev.hawkeye.notify.alarm.Rules;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.RuleConfig;
import dev.hawkeye.notify.config.TargetConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
    private final TargetConfig target = TargetsOfTests.mqtt("home", "mqtt://192.0.2.30");

    @Test
    void aCameraIsADeviceWithASensorForEachAlarm() throws IOException {
        JsonNode device = device(
                "yard.1",
                Rules.rule("night").groupWithin(10).config(),
                Rules.rule("each").config());

        assertThat(device.at("/device/identifiers/0").asText()).isEqualTo("hawkeye_north_yard_1");
        assertThat(device.at("/components/alarm_night/platform").asText()).isEqualTo("binary_sensor");
        assertThat(device.at("/components/alarm_night/state_topic").asText())
                .isEqualTo("hawkeye/north/yard.1/alarm/night");
        assertThat(device.at("/components/event/event_types")).hasSize(7);
    }

    @Test
    void aRuleAboutOtherCamerasIsNotPartOfIt() throws IOException {
        RuleConfig elsewhere =
                Rules.rule("gate").cameras("gate").groupWithin(10).config();

        assertThat(device("yard", elsewhere, Rules.rule("each").config())
                        .at("/components")
                        .fieldNames())
                .toIterable()
                .containsExactly("event");
        assertThat(payload("yard", elsewhere)).isEmpty();
    }

    @Test
    void aRuleThatIsGoneIsRemoved() throws IOException {
        RuleConfig night = Rules.rule("night").groupWithin(10).config();
        NotifyConfig config = TargetsOfTests.config(List.of(target), List.of(night), Map.of());
        Discovery discovery = new Discovery(target, config, new TopicNames(target, config));

        assertThat(discovery.rules(List.of(night))).isFalse();
        assertThat(discovery.rules(List.of())).isTrue();

        assertThat(new ObjectMapper()
                        .readTree(discovery.device("yard"))
                        .at("/components")
                        .toString())
                .isEqualTo("{\"alarm_night\":{\"platform\":\"binary_sensor\"}}");
    }

    @Test
    void namesThatStrangersMakeUpStayOneLevel() {
        TopicNames topics = new TopicNames(target, TargetsOfTests.config(List.of(target), List.of(), Map.of()));

        assertThat(topics.event("a/#/+b")).isEqualTo("hawkeye/north/a____b/event");
        assertThat(topics.device("a/#")).isEqualTo("homeassistant/device/hawkeye_north_a__/config");
    }

    @Test
    void namesInOtherScriptsHaveIdsOfTheirOwn() {
        assertThat(TopicNames.id("人")).isEqualTo("u4eba");
        assertThat(TopicNames.id("车")).isEqualTo("u8f66");
        assertThat(TopicNames.id("traffic light")).isEqualTo("traffic_light");
    }

    private JsonNode device(String camera, RuleConfig... rules) throws IOException {
        return new ObjectMapper().readTree(payload(camera, rules));
    }

    private byte[] payload(String camera, RuleConfig... rules) {
        NotifyConfig config = TargetsOfTests.config(List.of(target), List.of(rules), Map.of());
        return new Discovery(target, config, new TopicNames(target, config)).device(camera);
    }
}
