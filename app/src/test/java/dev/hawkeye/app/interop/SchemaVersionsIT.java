package dev.hawkeye.app.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.testing.OtherVersion;
import dev.hawkeye.testing.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An upgrade that has only begun: programs with older, with today's and with newer schemas share the topics. */
@Timeout(600)
final class SchemaVersionsIT {
    private static final Path RELEASED = Path.of("..", "schemas", "src", "test", "released");

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;
    private static Registry registry;
    private static FilmedSite site;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of());
        registry = new Registry();
        site = FilmedSite.start(directory, kafka.bootstrapServers(), registry.url());
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
        if (registry != null) {
            registry.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }

    static Stream<Path> releases() throws IOException {
        try (Stream<Path> folders = Files.list(RELEASED)) {
            return folders.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void framesOfAnOlderWriterAreDetectedBesideThoseOfANewerOne(Path release) throws Exception {
        // given
        OtherVersion older = released(release, "Frame");
        OtherVersion newer = OtherVersion.after(Frame.getClassSchema(), "comesLater");
        String oldCamera = "old-" + release.getFileName();
        String newCamera = "new-" + release.getFileName();

        // when both write to one topic at the same time, in turn
        site.send(Map.of(oldCamera, older, newCamera, newer));

        // then
        for (String camera : List.of(oldCamera, newCamera)) {
            assertThat(site.detections(camera, FilmedSite.FRAMES - 1))
                    .hasSize(FilmedSite.FRAMES)
                    .allMatch(detection -> detection.getFate() == Fate.DETECTED);
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void anOlderReaderReadsWhatWeWrite(Path release) throws Exception {
        assertReadsEveryTopic(
                schema -> Files.exists(file(release, schema.getName())), schema -> released(release, schema.getName()));
    }

    @Test
    void aNewerReaderReadsWhatWeWrite() throws Exception {
        assertReadsEveryTopic(schema -> true, schema -> OtherVersion.after(schema, "comesLater"));
    }

    @Test
    void framesOfTheNextVersionAreTheSameToTodaysReader() throws Exception {
        // given
        OtherVersion newer = OtherVersion.after(Frame.getClassSchema(), "comesLater");
        List<Frame> ours = site.frames();

        // when
        List<Frame> back = ours.stream()
                .map(frame ->
                        newer.serialize(site.registry()::idFor, site.topics().frames(), frame))
                .map(bytes -> site.registry()
                        .serde(Frame.class)
                        .deserializer()
                        .deserialize(site.topics().frames(), bytes))
                .toList();

        // then
        assertThat(back).isEqualTo(ours);
    }

    private interface Reader {
        OtherVersion of(Schema today) throws IOException;
    }

    /** @param knows of the schemas of topics, those that the reader has */
    private static void assertReadsEveryTopic(Predicate<Schema> knows, Reader reader) throws IOException {
        Set<String> cameras = new TreeSet<>();
        for (Map.Entry<String, Schema> topic : site.topics().schemas().entrySet()) {
            if (!knows.test(topic.getValue())) {
                continue;
            }
            OtherVersion version = reader.of(topic.getValue());
            List<byte[]> records = site.values(topic.getKey());
            assertThat(records).as(topic.getKey()).isNotEmpty();
            for (byte[] record : records) {
                GenericRecord read = version.deserialize(site.registry()::schemaOf, record);
                if (read.hasField("camera")) {
                    cameras.add(read.get("camera").toString());
                }
            }
        }
        assertThat(cameras).contains(FilmedSite.CAMERA);
    }

    private static OtherVersion released(Path release, String name) throws IOException {
        return new OtherVersion(new Schema.Parser().parse(Files.readString(file(release, name))));
    }

    private static Path file(Path release, String name) {
        return release.resolve(name + ".avsc");
    }
}
