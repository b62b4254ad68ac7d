package dev.hawkeye.aggregator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker with Hawkeye's topics, one partition each unless told otherwise, and what cameras and detector would write there. */
final class AggregatorSite implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    final Topics topics = new Topics("t.");
    final SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://site"));
    private final EmbeddedKafka kafka;
    private final KafkaProducer<String, byte[]> producer;

    AggregatorSite(Path directory) throws Exception {
        this(directory, 1);
    }

    AggregatorSite(Path directory, int partitions) throws Exception {
        kafka = EmbeddedKafka.start(directory, 0, Map.of());
        try (Admin admin = Admin.create(properties())) {
            List<NewTopic> all = Stream.concat(topics.schemas().keySet().stream(), Stream.of(topics.detectionsDlq()))
                    // The records are of times long past, which a broker deletes when it first looks.
                    .map(name -> new NewTopic(name, partitions, (short) 1).configs(Map.of("retention.ms", "-1")))
                    .toList();
            admin.createTopics(all).all().get();
        }
        Map<String, Object> writing = new HashMap<>(properties());
        writing.put("max.request.size", 16 << 20);
        producer = new KafkaProducer<>(writing, new StringSerializer(), new ByteArraySerializer());
    }

    Map<String, Object> properties() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    /** Writes a frame for a shot, and its detection with a reference to it. */
    FrameRef film(Shot shot, byte[] jpeg) throws Exception {
        Detection detection = shot.detection();
        Frame frame = Frame.newBuilder()
                .setCamera(detection.getCamera())
                .setStream(detection.getStream())
                .setSequence(detection.getSequence())
                .setCaptureTime(detection.getCaptureTime())
                .setWidth(detection.getWidth())
                .setHeight(detection.getHeight())
                .setLive(detection.getLive())
                .setLast(detection.getLast())
                .setJpeg(ByteBuffer.wrap(jpeg))
                .build();
        RecordMetadata there = send(topics.frames(), frame.getCamera(), frame.getCaptureTime(), Frame.class, frame);
        FrameRef place = new FrameRef(there.topic(), there.partition(), there.offset());
        detection.setFrame(place);
        send(topics.detections(), frame.getCamera(), frame.getCaptureTime(), Detection.class, detection);
        return place;
    }

    private <T extends SpecificRecord> RecordMetadata send(
            String topic, String key, Instant time, Class<T> type, T value) throws Exception {
        byte[] bytes = registry.serde(type).serializer().serialize(topic, value);
        // A broker takes no record from the future.
        long timestamp = Math.min(time.toEpochMilli(), System.currentTimeMillis());
        return producer.send(new ProducerRecord<>(topic, null, timestamp, key, bytes))
                .get();
    }

    /** Writes a record that no detector would write. */
    void sendDetection(String key, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topics.detections(), key, value)).get();
    }

    void create(String topic, Map<String, String> settings) throws Exception {
        try (Admin admin = Admin.create(properties())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(settings)))
                    .all()
                    .get();
        }
    }

    /** Lets a topic take no record larger than this. */
    void limit(String topic, int bytes) throws Exception {
        try (Admin admin = Admin.create(properties())) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            AlterConfigOp limit = new AlterConfigOp(
                    new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes)),
                    AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(resource, List.of(limit)))
                    .all()
                    .get();
        }
    }

    /** Deletes the frames before an offset, as retention would. */
    void forgetFramesBefore(long offset) throws Exception {
        try (Admin admin = Admin.create(properties())) {
            TopicPartition partition = new TopicPartition(topics.frames(), 0);
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    /** The first records of the dead letters. */
    List<ConsumerRecord<String, byte[]>> letters(int count) {
        List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
        read(topics.detectionsDlq(), new ByteArrayDeserializer(), letter -> {
            letters.add(letter);
            return letters.size() == count;
        });
        return letters;
    }

    String reason(ConsumerRecord<String, byte[]> letter) {
        return new String(
                letter.headers().lastHeader("__streams.errors.message").value(), UTF_8);
    }

    /** Reads a topic from its beginning, committed records only, until one fits. */
    <T extends SpecificRecord> List<T> readUntil(String topic, Class<T> type, Predicate<T> fits) {
        List<T> values = new ArrayList<>();
        read(topic, registry.serde(type).deserializer(), record -> {
            values.add(record.value());
            return fits.test(record.value());
        });
        return values;
    }

    private <T> void read(String topic, Deserializer<T> type, Predicate<ConsumerRecord<String, T>> isLast) {
        Map<String, Object> reading =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
        List<T> values = new ArrayList<>();
        long begin = System.nanoTime();
        try (KafkaConsumer<String, T> consumer = new KafkaConsumer<>(reading, new StringDeserializer(), type)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (System.nanoTime() - begin < PATIENCE.toNanos()) {
                for (ConsumerRecord<String, T> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                    if (isLast.test(record)) {
                        return;
                    }
                }
            }
        }
        throw new AssertionError("within " + PATIENCE + " nothing on " + topic + " fits, got: " + values);
    }

    @Override
    public void close() {
        producer.close();
        kafka.close();
    }
}
