package dev.hawkeye.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordTimeTest {
    private final RecordTime time = new RecordTime();

    @Test
    void isThatOfTheRecordAlsoBeforeAnythingElseWasRead() {
        assertThat(time.extract(at(17), -1)).isEqualTo(17);
        assertThat(time.extract(at(0), 99)).isZero();
    }

    @Test
    void isTheClocksForARecordThatHasNone() {
        long before = System.currentTimeMillis();

        assertThat(time.extract(at(-1), -1)).isGreaterThanOrEqualTo(before);
        assertThat(time.extract(at(Long.MIN_VALUE), 5)).isGreaterThanOrEqualTo(before);
    }

    private static ConsumerRecord<Object, Object> at(long timestamp) {
        return new ConsumerRecord<>(
                "frames",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                null,
                new RecordHeaders(),
                Optional.empty());
    }
}
