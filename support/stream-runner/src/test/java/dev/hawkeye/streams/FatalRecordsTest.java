package dev.hawkeye.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FatalRecordsTest {
    private static final TopicPartition PARTITION = new TopicPartition("frames", 3);

    private final FatalRecords fatal = new FatalRecords();

    @Test
    void theRecordAtFaultIsKnownByItsPlaceAndReason() {
        die(7, new ArithmeticException("by zero"));

        assertThat(fatal.reason(PARTITION, 7))
                .hasValueSatisfying(why -> assertThat(why).contains("died over it", "by zero"));
        assertThat(fatal.reason(PARTITION, 8)).isEmpty();
        assertThat(fatal.reason(new TopicPartition("frames", 4), 7)).isEmpty();
    }

    @Test
    void anEndlessRecursionIsTheRecordsFault() {
        assertThatThrownBy(() -> fatal.run(PARTITION, 7, () -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);

        assertThat(fatal.reason(PARTITION, 7)).isPresent();
    }

    @Test
    void whatKafkaOrTheRegistryFailsAtIsNoRecordsFault() {
        die(7, new TimeoutException("no broker"));
        die(7, new SerializationException("the registry is away"));
        die(7, new IllegalStateException(new StreamsException("fenced")));
        die(7, new IllegalStateException(new InterruptedException()));

        assertThat(fatal.reason(PARTITION, 7)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, FatalRecords.MAX_RECORDS, 3 * FatalRecords.MAX_RECORDS})
    void onlyTheNewestAreRemembered(int count) {
        for (int i = 0; i < count; i++) {
            die(i, new ArithmeticException());
        }

        assertThat(fatal.reason(PARTITION, count - 1)).isPresent();
        assertThat(fatal.reason(PARTITION, count - FatalRecords.MAX_RECORDS - 1L))
                .isEmpty();
    }

    private void die(long offset, RuntimeException failure) {
        assertThatThrownBy(() -> fatal.run(PARTITION, offset, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }
}
