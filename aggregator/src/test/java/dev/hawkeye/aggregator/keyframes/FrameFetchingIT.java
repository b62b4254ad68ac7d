package dev.hawkeye.aggregator.keyframes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.FrameRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameFetchingIT {
    private static final String FRAMES = "frames";
    private static final int PARTITIONS = 4;
    private static final int FRAMES_OF_A_PARTITION = 20;

    @TempDir
    Path directory;

    private EmbeddedKafka kafka;
    private Admin admin;
    private KafkaProducer<String, String> producer;
    private KafkaFrameFetcher fetcher;

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.start(directory, 0, Map.of());
        Map<String, Object> site = Map.of("bootstrap.servers", kafka.bootstrapServers());
        admin = Admin.create(site);
        admin.createTopics(List.of(new NewTopic(FRAMES, PARTITIONS, (short) 1)))
                .all()
                .get();
        producer = new KafkaProducer<>(site, new StringSerializer(), new StringSerializer());
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (int offset = 0; offset < FRAMES_OF_A_PARTITION; offset++) {
                film(partition, offset);
            }
        }
        fetcher = KafkaFrameFetcher.connect(site, FRAMES);
    }

    @AfterEach
    void stop() {
        fetcher.close();
        producer.close();
        admin.close();
        kafka.close();
    }

    @Test
    void framesAreReadInAnyOrderOfPartitionsAndOffsets() {
        Random random = new Random(1);
        for (int read = 0; read < 100; read++) {
            int partition = random.nextInt(PARTITIONS);
            int offset = random.nextInt(FRAMES_OF_A_PARTITION);

            assertThat(fetch(partition, offset)).hasValue(picture(partition, offset));
        }
    }

    @Test
    void aFrameThatIsNotWrittenYetIsNotThereAndIsFoundWhenItIs() throws Exception {
        assertThat(fetch(1, FRAMES_OF_A_PARTITION - 1)).isPresent();
        assertThat(fetch(1, FRAMES_OF_A_PARTITION)).isEmpty();

        film(1, FRAMES_OF_A_PARTITION);

        assertThat(fetch(1, FRAMES_OF_A_PARTITION)).hasValue(picture(1, FRAMES_OF_A_PARTITION));
    }

    @Test
    void aFrameThatRetentionHasTakenIsGoneAndTheNextOneIsNot() throws Exception {
        assertThat(fetch(2, 3)).isPresent();
        admin.deleteRecords(Map.of(new TopicPartition(FRAMES, 2), RecordsToDelete.beforeOffset(5)))
                .all()
                .get();

        assertThat(fetch(2, 3)).isEmpty();
        assertThat(fetch(2, 5)).hasValue(picture(2, 5));
        assertThat(fetch(3, 3)).hasValue(picture(3, 3));
    }

    @Test
    void aPartitionThatTheTopicDoesNotHaveHasNoFrames() {
        assertThat(fetch(PARTITIONS, 0)).isEmpty();
    }

    private Optional<String> fetch(int partition, long offset) {
        return fetcher.fetch(new FrameRef(FRAMES, partition, offset)).map(value -> new String(value, UTF_8));
    }

    private void film(int partition, int offset) throws Exception {
        producer.send(new ProducerRecord<>(FRAMES, partition, null, picture(partition, offset)))
                .get();
    }

    private static String picture(int partition, int offset) {
        return "picture " + offset + " of partition " + partition;
    }
}
