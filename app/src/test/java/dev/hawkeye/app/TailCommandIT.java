package dev.hawkeye.app;

import static dev.hawkeye.app.LocalSurroundings.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.schemas.CameraState;
import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a broker and a registry as `run` has them. */
class TailCommandIT {
    private static final Instant TAKEN = Instant.parse("2026-05-01T08:00:00Z");

    @TempDir
    static Path directory;

    private static LocalSurroundings surroundings;
    private static String config;
    private static Instant started;

    @BeforeAll
    static void start() throws Exception {
        surroundings = new LocalSurroundings(directory);
        config = surroundings.config(surroundings.bootstrapServers()).toString();
        send();
    }

    private static void send() throws Exception {
        started = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        records.add(record(TOPICS.frames(), "gate", frame("gate", 0)));
        records.add(record(TOPICS.frames(), "gate", frame("gate", 1)));
        records.add(record(TOPICS.frames(), "yard", frame("yard", 0)));
        records.add(record(TOPICS.frames(), "yard", new byte[] {9, 9, 9}));
        records.add(record(TOPICS.events(), "gate", event()));
        ProducerRecord<String, byte[]> letter = record(TOPICS.framesDlq(), "gate", new byte[] {1, 2, 3});
        letter.headers().add("error", "torn".getBytes(StandardCharsets.UTF_8));
        records.add(letter);
        try (KafkaProducer<String, byte[]> producer = surroundings.producer(Map.of("transactional.id", "test"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(record(TOPICS.events(), "aborted", event())).get();
            producer.abortTransaction();
            producer.beginTransaction();
            for (ProducerRecord<String, byte[]> record : records) {
                producer.send(record).get();
            }
            producer.commitTransaction();
        }
    }

    @AfterAll
    static void stop() {
        surroundings.close();
    }

    @Test
    void printsARecordAsOneJsonLineWithoutItsPicture() throws Exception {
        JsonNode line = lines("frames", "--camera", "gate", "--limit", "2").get(1);

        assertThat(line.get("key").asText()).isEqualTo("gate");
        assertThat(line.get("offset").isIntegralNumber()).isTrue();
        assertThat(line.get("partition").isIntegralNumber()).isTrue();
        // The broker's own time, not that of the capture: the topics keep the time of arrival.
        assertThat(Instant.parse(line.get("timestamp").asText())).isBetween(started, Instant.now());
        assertThat(line.at("/value/sequence").asLong()).isEqualTo(1);
        assertThat(line.at("/value/captureTime").asText()).isEqualTo("2026-05-01T08:00:00Z");
        assertThat(line.at("/value/live").asBoolean()).isTrue();
        assertThat(line.at("/value/jpeg")).isEqualTo(new ObjectMapper().readTree("{\"bytes\": 5}"));
    }

    @Test
    void takesATopicsNameWithItsPrefixToo() throws Exception {
        assertThat(lines("site.frames", "--camera", "gate", "--limit", "1")).hasSize(1);
    }

    @Test
    void printsNestedRecordsAndWhatIsNotThere() throws Exception {
        JsonNode value = lines("events", "--limit", "1").get(0).get("value");

        assertThat(value.get("kind").asText()).isEqualTo("APPEARED");
        assertThat(value.get("end").isNull()).isTrue();
        assertThat(value.get("confidence").isNumber()).isTrue();
    }

    @Test
    void leavesOutWhatWasNotCommitted() throws Exception {
        assertThat(lines("events", "--limit", "1").get(0).get("key").asText()).isEqualTo("gate");
    }

    @Test
    void saysWhenAValueCannotBeDecoded() throws Exception {
        JsonNode line = lines("frames", "--camera", "yard", "--limit", "2").get(1);

        assertThat(line.get("undecodable").asText()).contains("wire format");
        assertThat(line.at("/value/bytes").asInt()).isEqualTo(3);
    }

    @Test
    void printsDeadLettersWithTheirHeaders() throws Exception {
        JsonNode line = lines("frames.dlq", "--limit", "1").get(0);

        assertThat(line.at("/headers/error").asText()).isEqualTo("torn");
        assertThat(line.at("/value/bytes").asInt()).isEqualTo(3);
    }

    @Test
    void saysThatATopicIsNotThere() {
        CommandLineRun run = CommandLineRun.of("tail", "frames", "--kafka", surroundings.bootstrapServers());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains("the topic frames is not in Kafka at");
    }

    @Test
    void saysThatTheRegistryIsNotThere() {
        CommandLineRun run = CommandLineRun.of(
                "tail", "frames", "--config", config, "--from-beginning", "--registry", "http://127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains("http://127.0.0.1:1");
    }

    @Test
    void listsCamerasWithTheirNamesAndForgetsThoseThatAreGone() throws Exception {
        // given
        report("alive", "Südtor", CameraState.STREAMING);
        report("stopped", "正门", CameraState.STOPPED);
        // when
        CommandLineRun listed = CommandLineRun.of("camera", "list", "--config", config);
        // then
        assertThat(listed.err()).isEmpty();
        assertThat(listed.out())
                .anySatisfy(line -> assertThat(line).matches("alive +STREAMING +\\d+ s ago +rtsp://192.0.2.1/ +Südtor"))
                .anySatisfy(line -> assertThat(line).matches("stopped +STOPPED +\\d+ s ago +rtsp://192.0.2.1/ +正门"));
        // when one of those that are to be forgotten is alive, nothing is done
        CommandLineRun refused = CommandLineRun.of("camera", "forget", "stopped", "alive", "--config", config);
        // then
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).singleElement().asString().contains("camera alive is alive", "--force");
        assertThat(known()).containsExactly("alive", "stopped");
        // when
        CommandLineRun forgotten = CommandLineRun.of("camera", "forget", "stopped", "--config", config);
        // then
        assertThat(forgotten.out()).containsExactly("camera stopped is forgotten");
        assertThat(known()).containsExactly("alive");
        assertThat(lines("camera-status", "--camera", "stopped", "--limit", "2")
                        .get(1)
                        .get("value")
                        .isNull())
                .isTrue();
        // when
        CommandLineRun forced = CommandLineRun.of("camera", "forget", "alive", "--force", "--config", config);
        // then
        assertThat(forced.out())
                .containsExactly("camera alive is forgotten; it is alive, and comes back with its next report");
        assertThat(known()).isEmpty();
        CommandLineRun again = CommandLineRun.of("camera", "forget", "alive", "--config", config);
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).singleElement().asString().contains("camera alive is unknown", "camera list");
    }

    private static List<String> known() throws Exception {
        CommandLineRun run = CommandLineRun.of("camera", "list", "--json", "--config", config);
        assertThat(run.exitCode()).isZero();
        List<String> ids = new ArrayList<>();
        new ObjectMapper()
                .readTree(run.out().get(0))
                .forEach(camera -> ids.add(camera.get("id").asText()));
        return ids;
    }

    private static void report(String camera, String name, CameraState state) throws Exception {
        CameraStatus status = CameraStatus.newBuilder()
                .setCamera(camera)
                .setName(name)
                .setSource("rtsp://192.0.2.1/")
                .setState(state)
                .setSince(TAKEN)
                .setReported(TAKEN)
                .setFramesRead(0)
                .setFramesSent(0)
                .setFramesDropped(0)
                .setBytesRead(0)
                .setReconnects(0)
                .setIntervalMillis(600_000)
                .build();
        String topic = TOPICS.cameraStatus();
        byte[] value = surroundings.bytes(topic, CameraStatus.class, status);
        try (KafkaProducer<String, byte[]> producer = surroundings.producer(Map.of())) {
            producer.send(new ProducerRecord<>(topic, camera, value)).get();
        }
    }

    private static List<JsonNode> lines(String topic, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("tail", topic, "--config", config, "--from-beginning"));
        arguments.addAll(List.of(options));
        CommandLineRun run = CommandLineRun.of(arguments.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : run.out()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private static ProducerRecord<String, byte[]> record(String topic, String key, byte[] value) {
        return new ProducerRecord<>(topic, null, TAKEN.toEpochMilli(), key, value);
    }

    private static byte[] frame(String camera, long sequence) {
        Frame frame = Frame.newBuilder()
                .setCamera(camera)
                .setStream("s")
                .setSequence(sequence)
                .setCaptureTime(TAKEN)
                .setWidth(4)
                .setHeight(2)
                .setLive(true)
                .setJpeg(ByteBuffer.wrap(new byte[5]))
                .build();
        return surroundings.bytes(TOPICS.frames(), Frame.class, frame);
    }

    private static byte[] event() {
        Event event = Event.newBuilder()
                .setId("e")
                .setCamera("gate")
                .setClassName("car")
                .setKind(EventKind.APPEARED)
                .setStart(TAKEN)
                .setConfirmed(TAKEN)
                .setPeak(1)
                .setConfidence(0.5f)
                .setUploaded(false)
                .build();
        return surroundings.bytes(TOPICS.events(), Event.class, event);
    }
}
