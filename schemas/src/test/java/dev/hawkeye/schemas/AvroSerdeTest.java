package dev.hawkeye.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AvroSerdeTest {
    private static final String TOPIC = "frames";

    private final SchemaRegistry registry =
            SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://avro-serde-test"));
    private final Serde<Frame> serde = registry.serde(Frame.class);

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aRecordComesBackAsItWas() {
        // given
        Frame frame = frame();

        // when
        Frame back = serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, frame));

        // then
        assertThat(back).isEqualTo(frame);
    }

    @Test
    void theBytesAreConfluentsWireFormat() throws IOException {
        // when
        byte[] bytes = serde.serializer().serialize(TOPIC, frame());

        // then: a zero byte, the id big-endian, and Avro's binary form, which plain Avro reads
        assertThat(bytes[0]).isZero();
        assertThat(ByteBuffer.wrap(bytes, 1, 4).getInt()).isEqualTo(registry.idFor(TOPIC, Frame.getClassSchema()));
        GenericRecord plain = new GenericDatumReader<GenericRecord>(Frame.getClassSchema())
                .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
        assertThat(plain.get("camera")).hasToString("gate");
        assertThat(plain.get("jpeg")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }

    @Test
    void aTombstoneStaysATombstone() {
        assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
        assertThat(serde.deserializer().deserialize(TOPIC, null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "000000", "7b226a736f6e22", "00ffffffff00"})
    void bytesInAnotherFormatAreUndecodable(String hex) {
        // given
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }

        // when, then
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, bytes))
                .isInstanceOf(UndecodableException.class);
    }

    @Test
    void aRecordCutOffAnywhereIsUndecodable() {
        // given
        byte[] bytes = serde.serializer().serialize(TOPIC, frame());

        // when, then
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, cut))
                    .isInstanceOf(UndecodableException.class);
        }
    }

    @Test
    void bytesAfterTheRecordAreNotIgnored() {
        // given
        byte[] bytes = serde.serializer().serialize(TOPIC, frame());

        // when, then
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("left over");
    }

    @Test
    void aRecordOfAnotherTypeIsUndecodable() {
        // given
        CameraStatus status = CameraStatus.newBuilder()
                .setCamera("gate")
                .setSource("gate.mp4")
                .setState(CameraState.ENDED)
                .setSince(Instant.EPOCH)
                .setReported(Instant.EPOCH)
                .setFramesRead(1)
                .setFramesSent(1)
                .setFramesDropped(0)
                .setBytesRead(0)
                .setReconnects(0)
                .build();
        byte[] bytes = registry.serde(CameraStatus.class).serializer().serialize("camera-status", status);

        // when, then
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, bytes))
                .isInstanceOf(UndecodableException.class);
    }

    @Test
    void aRecordNestedWithoutEndIsUndecodable() throws Exception {
        // given: a writer's field that we pass over, which contains itself a million times
        int id = register("{\"type\": \"record\", \"name\": \"Node\", \"fields\": [{\"name\": \"next\","
                + " \"type\": [\"null\", \"Node\"]}]}");
        byte[] bytes = new byte[5 + 1_000_000];
        Arrays.fill(bytes, (byte) 2);
        ByteBuffer.wrap(bytes).put((byte) 0).putInt(id);

        // when, then
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, bytes))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("nested too deeply");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"null\"",
                "{\"type\": \"fixed\", \"name\": \"Nothing\", \"size\": 0}",
                "{\"type\": \"record\", \"name\": \"Empty\", \"fields\": [{\"name\": \"no\", \"type\": \"null\"}]}"
            })
    void anArrayOfThousandsOfMillionsOfNothingIsUndecodable(String items) throws Exception {
        // given
        int id = register("{\"type\": \"map\", \"values\": {\"type\": \"array\", \"items\": " + items + "}}");
        byte[] bytes = new byte[100_000];
        Arrays.fill(bytes, (byte) -2);
        ByteBuffer.wrap(bytes).put((byte) 0).putInt(id);

        // when, then
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, bytes))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("items without a byte");
    }

    @Test
    void lengthsThatAreNotTrueTakeNoMemory() {
        // given: a camera's name that claims two thousand million letters
        byte[] frame = serde.serializer().serialize(TOPIC, frame());
        byte[] bytes = {frame[0], frame[1], frame[2], frame[3], frame[4], -2, -1, -1, -1, 15, 'x'};

        // when, then
        assertThatThrownBy(() -> serde.deserializer().deserialize(TOPIC, bytes))
                .isInstanceOf(UndecodableException.class);
    }

    /** @param extra type of a field that a writer of frames has before ours */
    private int register(String extra) {
        List<Schema.Field> fields = new ArrayList<>();
        fields.add(new Schema.Field("extra", new Schema.Parser().parse(extra)));
        Frame.getClassSchema().getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        return registry.idFor("strange", Schema.createRecord("Frame", null, "dev.hawkeye.schemas", false, fields));
    }

    @Test
    void aWriterWithAnotherVersionOfTheSchemaIsUnderstood() throws IOException {
        // given: a writer that knows one field more, and lacks one that has a default
        Schema.Parser parser = new Schema.Parser();
        String json = Frame.getClassSchema().toString();
        Schema newer = parser.parse(json.replace("\"name\":\"sourceBytes\"", "\"name\":\"exposureMicros\""));
        GenericRecord record = new GenericRecordBuilder(newer)
                .set("camera", "gate")
                .set("stream", "s")
                .set("sequence", 7L)
                .set("captureTime", 1_000L)
                .set("width", 1)
                .set("height", 1)
                .set("live", true)
                .set("exposureMicros", 9L)
                .set("jpeg", ByteBuffer.wrap(new byte[] {5}))
                .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(5)
                .put((byte) 0)
                .putInt(registry.idFor("newer-frames", newer))
                .array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(newer).write(record, encoder);

        // when
        Frame frame = serde.deserializer().deserialize(TOPIC, bytes.toByteArray());

        // then
        assertThat(frame.getSequence()).isEqualTo(7);
        assertThat(frame.getSourceBytes()).isZero();
    }

    @Test
    void aRegistryThatIsAwayIsNotBlamedOnTheRecord() {
        // given: no one listens on port 1
        try (SchemaRegistry away = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "http://127.0.0.1:1"))) {
            byte[] bytes = serde.serializer().serialize(TOPIC, frame());

            // when, then
            assertThatThrownBy(() -> away.serde(Frame.class).deserializer().deserialize(TOPIC, bytes))
                    .isInstanceOf(RegistryException.class);
        }
    }

    @Test
    void aMissingRegistryAddressIsNamed() {
        assertThatThrownBy(() -> SchemaRegistry.connect(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("schema.registry.url");
    }

    private static Frame frame() {
        return Frame.newBuilder()
                .setCamera("gate")
                .setStream("stream-1")
                .setSequence(42)
                .setCaptureTime(Instant.ofEpochMilli(1_700_000_000_123L))
                .setWidth(640)
                .setHeight(360)
                .setLive(true)
                .setJpeg(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .build();
    }
}
