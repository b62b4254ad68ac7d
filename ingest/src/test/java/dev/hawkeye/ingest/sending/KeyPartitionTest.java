package dev.hawkeye.ingest.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyPartitionTest {

    @ParameterizedTest
    @ValueSource(strings = {"gate", "camera-1", "camera-2", "a", "Yard.East_7"})
    void agreesWithKafkasDefaultPartitioner(String id) {
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        for (int partitions : new int[] {1, 3, 8, 50}) {
            assertThat(KeyPartition.of(id, partitions)).isEqualTo(BuiltInPartitioner.partitionForKey(key, partitions));
        }
    }
}
