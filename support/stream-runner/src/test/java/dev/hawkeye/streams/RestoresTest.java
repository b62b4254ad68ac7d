package dev.hawkeye.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoresTest {
    private final Restores restores = new Restores();

    @Test
    void reportsHowFarEachIs() {
        for (int partition = 0; partition < 5; partition++) {
            restores.onRestoreStart(new TopicPartition("changelog", partition), "store", 0, 100);
        }
        restores.onBatchRestored(new TopicPartition("changelog", 0), "store", 41, 42);
        restores.onRestoreEnd(new TopicPartition("changelog", 1), "store", 100);

        assertThat(restores.text())
                .isEqualTo(
                        "its state is being restored: changelog-0 at offset 42 of 100, changelog-2 at offset 0 of 100,"
                                + " changelog-3 at offset 0 of 100, and 1 more");
    }

    @Test
    void reportsNothingWhenNothingIsInProgress() {
        restores.onRestoreStart(new TopicPartition("changelog", 0), "store", 0, 100);
        restores.onRestoreSuspended(new TopicPartition("changelog", 0), "store", 7);

        assertThat(restores.text()).isEmpty();
    }
}
