package dev.hawkeye.notify.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import dev.hawkeye.notify.TargetsOfTests;
import dev.hawkeye.notify.alarm.Happenings;
import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.alarm.Rules;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.notify.receiver.Answer;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.testing.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATE = "hawkeye/north/gate/alarm/night";
    private static final String DEVICE = "homeassistant/device/hawkeye_north_gate/config";

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final int port = Ports.free();
    private Mqtt5AsyncClient observer;
    private Mosquitto mosquitto;

    @TempDir
    Path directory;

    @AfterEach
    void leave() {
        if (observer != null) {
            observer.disconnect();
        }
        if (mosquitto != null) {
            mosquitto.close();
        }
    }

    @Test
    void anAlarmIsAStateThatStaysAndAnEventPasses() throws Exception {
        mosquitto = Mosquitto.open(directory, port);
        try (Broker broker = broker(port, "")) {
            assertThat(broker.deliver(alarm(Notification.Kind.BEGAN))).isEqualTo(Answer.delivered("acknowledged"));
            observe();
            awaitSeen(STATE + " ON");
            assertThat(json("hawkeye/north/gate/alarm/night/attributes")
                            .path("type")
                            .asText())
                    .isEqualTo("alarm-began");
            assertThat(broker.deliver(alarm(Notification.Kind.EVENT)).verdict()).isEqualTo(Answer.Verdict.DELIVERED);
            awaitSeen("hawkeye/north/gate/event {");
            broker.deliver(alarm(Notification.Kind.ENDED));
            awaitSeen(STATE + " OFF");
            awaitSeen("hawkeye/north/availability online");
        }
        awaitSeen("hawkeye/north/availability offline");
    }

    @Test
    void homeAssistantLearnsOfCamerasAndLearnsAgainWhenItStarts() throws Exception {
        mosquitto = Mosquitto.open(directory, port);
        try (Broker broker = broker(port, "")) {
            broker.look();
            observe();
            awaitSeen(DEVICE);
            JsonNode device = json(DEVICE);
            assertThat(device.at("/device/name").asText()).isEqualTo("gate");
            assertThat(device.at("/components/alarm_night/state_topic").asText())
                    .isEqualTo(STATE);
            assertThat(device.at("/components/event/platform").asText()).isEqualTo("event");
            assertThat(device.path("availability_topic").asText()).isEqualTo("hawkeye/north/availability");

            publish("homeassistant/status", "online");
            await().atMost(PATIENCE).until(() -> {
                look(broker);
                return seen.stream().filter(line -> line.startsWith(DEVICE)).count() >= 2;
            });
        }
    }

    @Test
    void countsAndTheLastKeyframeAreSensorsAndAreAnnouncedAgain() throws Exception {
        mosquitto = Mosquitto.open(directory, port);
        observe();
        TargetConfig target = TargetsOfTests.mqtt("home", "mqtt://" + Ports.HOST + ":" + port);
        String device = "homeassistant/device/hawkeye_north_gate_sensors/config";
        try (Sensors sensors = new Sensors(target, TargetsOfTests.config(List.of(target), List.of(), Map.of()))) {
            sensors.take(Counted.of("gate", "person", 0, 2, "door"), Happenings.at(0));
            sensors.take(Counted.keyframe("gate", "JPEG".getBytes(UTF_8)));
            sensors.take(Counted.keyframe("gate", new byte[1_001])); // larger than the target wants
            sensors.look(Happenings.at(1));

            awaitSeen("hawkeye/north/gate/count/person {\"inView\":2");
            awaitSeen("hawkeye/north/gate/zone/door/person {\"inside\":1");
            awaitSeen("hawkeye/north/gate/motion ON");
            awaitSeen("hawkeye/north/gate/keyframe JPEG");
            awaitSeen(device);
            publish("homeassistant/status", "online");
            await().atMost(PATIENCE).until(() -> {
                sensors.look(Happenings.at(1));
                return seen.stream().filter(line -> line.startsWith(device)).count() >= 2;
            });
            JsonNode last = JSON.readTree(seen.stream()
                    .filter(line -> line.startsWith(device))
                    .reduce((first, second) -> second)
                    .orElseThrow()
                    .substring(device.length() + 1));
            assertThat(last.at("/components/keyframe/image_topic").asText()).isEqualTo("hawkeye/north/gate/keyframe");
            assertThat(last.at("/components/zone_door_person/value_template").asText())
                    .isEqualTo("{{ value_json.inside }}");
            sensors.look(Happenings.at(60));
            awaitSeen("hawkeye/north/gate/motion OFF");
        }
        seen.clear();
        observer.disconnect().join();
        observe();
        awaitSeen("hawkeye/north/gate/keyframe JPEG"); // retained
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_packet_size 800", "message_size_limit 800"})
    void aPictureThatIsLargerThanTheBrokerAcceptsStopsNoSensor(String limit) throws Exception {
        mosquitto = Mosquitto.start(directory, port, "allow_anonymous true\n" + limit + "\n");
        observe();
        TargetConfig target = TargetsOfTests.mqtt("home", "mqtt://" + Ports.HOST + ":" + port);
        try (Sensors sensors = new Sensors(target, TargetsOfTests.config(List.of(target), List.of(), Map.of()))) {
            sensors.take(Counted.keyframe("gate", new byte[900]));
            sensors.take(Counted.of("gate", "person", 0, 2), Happenings.at(0));
            await().atMost(PATIENCE).until(() -> {
                sensors.look(Happenings.at(1));
                return seen.contains("hawkeye/north/gate/motion ON");
            });
        }
    }

    @Test
    void aStateIsThereEvenIfMosquittoRefusesEverythingLarger() throws Exception {
        mosquitto = Mosquitto.start(directory, port, "allow_anonymous true\nmessage_size_limit 100\n");
        observe();
        try (Broker broker = broker(port, "")) {
            await().atMost(PATIENCE)
                    .until(() -> broker.deliver(alarm(Notification.Kind.ENDED)).verdict() == Answer.Verdict.REFUSED);
            awaitSeen(STATE + " OFF");
            awaitSeen("hawkeye/north/availability online");
        }
    }

    @Test
    void whenTheConnectionBreaksTheWillSaysSoUntilThereIsAnother() throws Exception {
        mosquitto = Mosquitto.open(directory, port);
        try (Relay relay = new Relay(port);
                Broker broker = broker(relay.port(), "")) {
            broker.look();
            observe();
            awaitSeen("hawkeye/north/availability online");

            relay.cut();
            awaitSeen("hawkeye/north/availability offline");
            seen.clear();
            await().atMost(PATIENCE).until(() -> {
                look(broker);
                return seen.contains("hawkeye/north/availability online");
            });
        }
    }

    @Test
    void aBrokerThatIsAwayIsTriedLater() throws Exception {
        try (Broker broker = broker(port, "")) {
            Answer answer = broker.deliver(alarm(Notification.Kind.BEGAN));
            assertThat(answer.verdict()).isEqualTo(Answer.Verdict.LATER);
            assertThat(answer.words()).contains("nothing answers there");

            mosquitto = Mosquitto.open(directory, port);
            assertThat(broker.deliver(alarm(Notification.Kind.BEGAN)).verdict()).isEqualTo(Answer.Verdict.DELIVERED);
        }
    }

    @Test
    void aWrongPasswordIsSaidAndTheRightOneOpens() throws Exception {
        Path passwords = directory.resolve("passwords");
        Process made = new ProcessBuilder(
                        Mosquitto.program("mosquitto_passwd").toString(),
                        "-b",
                        "-c",
                        passwords.toString(),
                        "site",
                        "right")
                .start();
        assertThat(made.waitFor()).isZero();
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-r--r--"));
        String more = "allow_anonymous false\npassword_file " + passwords + "\nuser root\n";
        mosquitto = Mosquitto.start(directory, port, more);
        try (Broker wrong = broker(port, "site:wrong")) {
            Answer answer = wrong.deliver(alarm(Notification.Kind.BEGAN));
            assertThat(answer.verdict()).isEqualTo(Answer.Verdict.LATER);
            assertThat(answer.words()).containsIgnoringCase("not_authorized").doesNotContain("site:wrong");
        }
        try (Broker right = broker(port, "site:right")) {
            assertThat(right.deliver(alarm(Notification.Kind.BEGAN)).verdict()).isEqualTo(Answer.Verdict.DELIVERED);
        }
    }

    private static Broker broker(int port, String login) {
        TargetConfig target = TargetsOfTests.mqtt("home", "mqtt://" + Ports.HOST + ":" + port);
        NotifyConfig config = TargetsOfTests.config(
                List.of(target),
                List.of(
                        Rules.rule("night").groupWithin(10).config(),
                        Rules.rule("each").config()),
                login.isEmpty() ? Map.of() : Map.of("home", login));
        return new Broker(target, config, List.of("gate"), true);
    }

    private static Notification alarm(Notification.Kind kind) {
        Event event = Happenings.entered("e1", "gate", 0);
        return new Notification(kind, "a1", "night", event, Happenings.at(0), null, 1, Happenings.at(0), 0);
    }

    private static void look(Broker broker) {
        try {
            broker.look();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sees all that is published from now on, and what is retained. */
    private void observe() {
        observer = MqttClient.builder()
                .useMqttVersion5()
                .identifier("observer")
                .serverHost(Ports.HOST)
                .serverPort(port)
                .buildAsync();
        observer.connect().join();
        observer.subscribeWith()
                .topicFilter("#")
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(
                        message -> seen.add(message.getTopic() + " " + new String(message.getPayloadAsBytes(), UTF_8)))
                .send()
                .join();
    }

    private void publish(String topic, String payload) {
        observer.publishWith()
                .topic(topic)
                .payload(payload.getBytes(UTF_8))
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .join();
    }

    private void awaitSeen(String beginning) {
        await().atMost(PATIENCE).until(() -> seen.stream().anyMatch(line -> line.startsWith(beginning)));
    }

    private JsonNode json(String topic) throws Exception {
        String line = seen.stream()
                .filter(each -> each.startsWith(topic + " "))
                .findFirst()
                .orElseThrow();
        return JSON.readTree(line.substring(topic.length() + 1));
    }
}
