package dev.hawkeye.aggregator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ResultsFirstTest {
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Producer<byte[], byte[]> producer = ResultsFirst.waiting(kafka);

    @Test
    void stateIsSentWhenItsResultsAreAcknowledged() {
        Future<RecordMetadata> result = send("counts");

        Future<RecordMetadata> state = send("aggregator-cameras-changelog");

        assertThat(result).isDone();
        assertThat(state).isNotDone();
    }

    @Test
    void theHistoryOfWindowsIsAResult() {
        Future<RecordMetadata> history = send("aggregator-history-changelog");
        Future<RecordMetadata> more = send("aggregator-history-changelog");
        assertThat(List.of(history, more)).noneMatch(Future::isDone);

        Future<RecordMetadata> state = send("aggregator-cameras-changelog");

        assertThat(List.of(history, more)).allMatch(Future::isDone);
        assertThat(state).isNotDone();
    }

    @Test
    void resultsWaitForNothing() {
        Future<RecordMetadata> state = send("aggregator-cameras-changelog");

        Future<RecordMetadata> first = send("counts");
        Future<RecordMetadata> second = send("cloud.counts");

        assertThat(List.of(state, first, second)).noneMatch(Future::isDone);
    }

    private Future<RecordMetadata> send(String topic) {
        return producer.send(new ProducerRecord<>(topic, new byte[] {1}));
    }
}
