package dev.hawkeye.aggregator;

import static dev.hawkeye.aggregator.Shot.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.aggregator.config.ConfigBuilder;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.Registries;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.streams.FatalRecords;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** What leaves the site, among what leaves others. */
class LeavingTest {
    private static final int SITES = 100;

    private final ConfigBuilder settings = new ConfigBuilder();
    private final SchemaRegistry cloud = registry();

    LeavingTest() {
        settings.site = "north";
    }

    @Test
    void aCountTellsWhereItIsFromInItsKeyItsValueAndItsHeaders() {
        try (AggregatorDriver site = site()) {
            // when
            film(site);

            // then
            TestRecord<String, byte[]> count = site.leavingCounts().get(0);
            assertThat(count.key()).isEqualTo("north/gate/person");
            assertThat(count(count).getSite()).isEqualTo("north");
            CloudEvent read = read(count.headers(), count.value());
            assertThat(read.getSpecVersion()).hasToString("1.0");
            assertThat(read.getSource()).hasToString("/sites/north");
            assertThat(read.getType()).isEqualTo("dev.hawkeye.count");
            assertThat(read.getSubject()).isEqualTo("gate/person");
            assertThat(read.getTime())
                    .isEqualTo(Instant.ofEpochMilli(Shot.ZERO + 10_000).atOffset(ZoneOffset.UTC));
            assertThat(read.getExtension("site")).isEqualTo("north");
            assertThat(read.getDataContentType()).isEqualTo("application/vnd.apache.avro");
        }
    }

    @Test
    void aKeyframeTellsWhereItIsFromAndKeepsItsKeyOnTheSite() {
        try (AggregatorDriver site = site()) {
            // when
            film(site);

            // then
            TestRecord<String, byte[]> keyframe = site.leavingKeyframes().get(0);
            Keyframe value =
                    cloud.serde(Keyframe.class).deserializer().deserialize("cloud.keyframes", keyframe.value());
            assertThat(keyframe.key()).isEqualTo("north/gate");
            assertThat(value.getSite()).isEqualTo("north");
            CloudEvent read = read(keyframe.headers(), keyframe.value());
            assertThat(read.getId()).isEqualTo(value.getEvent() + "-keyframe");
            assertThat(read.getType()).isEqualTo("dev.hawkeye.keyframe");
            assertThat(read.getSubject()).isEqualTo("gate");
            assertThat(site.bytes(site.topics.keyframes()))
                    .extracting(TestRecord::key)
                    .containsExactly("gate");
        }
    }

    @Test
    void theBeginAndTheEndOfAnEventHaveIdsOfTheirOwn() {
        try (AggregatorDriver site = site()) {
            // when
            film(site);

            // then
            List<TestRecord<String, Event>> records = site.eventRecords();
            String id = records.get(0).value().getId();
            List<CloudEvent> read = records.stream()
                    .map(record -> read(record.headers(), new byte[0]))
                    .toList();
            assertThat(records).extracting(TestRecord::key).containsExactly("gate", "gate");
            assertThat(read).extracting(CloudEvent::getId).containsExactly(id + "-appeared", id + "-left");
            assertThat(read)
                    .extracting(CloudEvent::getType)
                    .containsExactly("dev.hawkeye.event.appeared", "dev.hawkeye.event.left");
            assertThat(read).extracting(CloudEvent::getSubject).containsOnly("gate");
        }
    }

    @Test
    void whatIsMadeAgainFromTheBeginningHasTheSameIdsAndHeaders() {
        List<String> once;
        List<String> again;
        try (AggregatorDriver site = site()) {
            once = everything(site);
        }

        // when
        try (AggregatorDriver restarted = site()) {
            again = everything(restarted);
        }

        // then
        assertThat(again).isEqualTo(once).hasSizeGreaterThan(3);
        assertThat(new HashSet<>(once)).hasSameSizeAs(once);
    }

    @Test
    void countsAndKeyframesOfManySitesAreToldApartAndReadWithTheCloudsRegistryAlone() {
        // given sites that have given their ids in another order each, and the same camera
        List<TestRecord<String, byte[]>> counts = new ArrayList<>();
        List<TestRecord<String, byte[]>> keyframes = new ArrayList<>();
        Set<Integer> ids = new HashSet<>();

        // when what leaves them comes together
        for (int number = 0; number < SITES; number++) {
            settings.site = "site-" + number;
            SchemaRegistry own = registry();
            for (int other = 0; other < number; other++) {
                own.idFor("other", other(other));
            }
            try (AggregatorDriver site = site(own)) {
                film(site);
                counts.addAll(site.leavingCounts());
                keyframes.addAll(site.leavingKeyframes());
                ids.add(own.idFor("counts", WindowCount.getClassSchema()));
            }
        }

        // then
        assertThat(ids).as("ids of one schema at the sites").hasSize(SITES);
        Map<String, List<WindowCount>> countsBySite = new HashMap<>();
        for (TestRecord<String, byte[]> record : counts) {
            WindowCount count = count(record);
            assertThat(record.key()).isEqualTo(count.getSite() + "/gate/person");
            assertThat(text(record.headers(), "ce_site")).isEqualTo(count.getSite());
            countsBySite
                    .computeIfAbsent(count.getSite(), name -> new ArrayList<>())
                    .add(count);
        }
        assertThat(countsBySite).hasSize(SITES);
        assertThat(countsBySite.values())
                .allSatisfy(ofOne ->
                        assertThat(ofOne).extracting(WindowCount::getDetections).containsExactly(3L));
        Deserializer<Keyframe> pictures = cloud.serde(Keyframe.class).deserializer();
        assertThat(keyframes)
                .hasSize(SITES)
                .extracting(record ->
                        pictures.deserialize("cloud.keyframes", record.value()).getSite())
                .doesNotHaveDuplicates();
        assertThat(counts)
                .extracting(record -> text(record.headers(), "ce_source") + text(record.headers(), "ce_id"))
                .doesNotHaveDuplicates();
    }

    private List<String> everything(AggregatorDriver site) {
        film(site);
        List<Headers> headers = new ArrayList<>();
        site.eventRecords().forEach(record -> headers.add(record.headers()));
        site.leavingCounts().forEach(record -> headers.add(record.headers()));
        site.leavingKeyframes().forEach(record -> headers.add(record.headers()));
        return headers.stream().map(LeavingTest::text).toList();
    }

    /** A person is there for three seconds, and the window ends. */
    private static void film(AggregatorDriver site) {
        for (int second = 0; second < 3; second++) {
            site.frames.put(new FrameRef("frames", 0, (long) second), frame(site, second));
            site.send(at(second, second).with("person", .9).bytes(10, 0));
        }
        site.send(at(3, 12), at(4, 13));
    }

    private static byte[] frame(AggregatorDriver site, int second) {
        Frame frame = Frame.newBuilder()
                .setCamera("gate")
                .setStream("s1")
                .setSequence(second)
                .setCaptureTime(Instant.ofEpochMilli(Shot.ZERO + second * 1000L))
                .setWidth(1280)
                .setHeight(720)
                .setLive(true)
                .setJpeg(ByteBuffer.wrap(new byte[10]))
                .build();
        return site.registry.serde(Frame.class).serializer().serialize("frames", frame);
    }

    private AggregatorDriver site() {
        return site(registry());
    }

    private AggregatorDriver site(SchemaRegistry own) {
        return new AggregatorDriver(settings, null, new FatalRecords(), new Registries(own, cloud));
    }

    private static SchemaRegistry registry() {
        return SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://" + UUID.randomUUID()));
    }

    private static Schema other(int number) {
        return SchemaBuilder.record("Other" + number).fields().endRecord();
    }

    private WindowCount count(TestRecord<String, byte[]> record) {
        return cloud.serde(WindowCount.class).deserializer().deserialize("cloud.counts", record.value());
    }

    /** As CloudEvents' own library reads it. */
    private static CloudEvent read(Headers headers, byte[] value) {
        return KafkaMessageFactory.createReader(headers, value).toEvent();
    }

    private static String text(Headers headers) {
        StringBuilder text = new StringBuilder();
        headers.forEach(header -> text.append(header.key())
                .append('=')
                .append(new String(header.value(), UTF_8))
                .append(' '));
        return text.toString();
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), UTF_8);
    }
}
