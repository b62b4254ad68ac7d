package dev.hawkeye.detector.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.detector.lanes.FrameTask;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

final class CommitGuardTest {
    private static final TopicPartition GATE = new TopicPartition("frames", 0);
    private static final TopicPartition YARD = new TopicPartition("frames", 1);

    private final CommitGuard guard = new CommitGuard();
    private final InFlight frames = new InFlight(16, 0, new Drain());

    @Test
    void anOffsetNeverPassesTheFirstFrameThatWasNotForwarded() {
        // given
        guard.open(GATE, frames);
        frames.add(task(7));
        frames.add(task(8));

        // when
        Map<TopicPartition, OffsetAndMetadata> allowed =
                guard.allow(Map.of(GATE, new OffsetAndMetadata(9, Optional.of(3), "stream time")));

        // then
        assertThat(allowed).containsEntry(GATE, new OffsetAndMetadata(7, Optional.of(3), "stream time"));
    }

    @Test
    void anOffsetBelowTheFramesInFlightStays() {
        // given
        guard.open(GATE, frames);
        frames.add(task(7));

        // then
        assertThat(guard.allow(Map.of(GATE, new OffsetAndMetadata(5)))).containsEntry(GATE, new OffsetAndMetadata(5));
    }

    @Test
    void onceEverythingIsForwardedTheOffsetStays() {
        // given
        guard.open(GATE, frames);
        frames.add(task(7));
        frames.removeHead();

        // then
        assertThat(guard.allow(Map.of(GATE, new OffsetAndMetadata(8)))).containsEntry(GATE, new OffsetAndMetadata(8));
    }

    @Test
    void aPartitionHoldsBackNoOther() {
        // given
        guard.open(GATE, frames);
        frames.add(task(7));

        // then
        assertThat(guard.allow(Map.of(YARD, new OffsetAndMetadata(100))))
                .containsEntry(YARD, new OffsetAndMetadata(100));
    }

    @Test
    void aTaskThatClosesDoesNotEndTheGuardOfItsSuccessor() {
        // given
        InFlight successor = new InFlight(16, 0, new Drain());
        guard.open(GATE, frames);
        guard.open(GATE, successor);
        successor.add(task(7));

        // when
        guard.close(GATE, frames);

        // then
        assertThat(guard.allow(Map.of(GATE, new OffsetAndMetadata(9)))).containsEntry(GATE, new OffsetAndMetadata(7));
    }

    @Test
    void whatAConsumerCommitsIsLowered() {
        // given
        guard.open(GATE, frames);
        frames.add(task(7));
        MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
        kafka.assign(Map.of(GATE, 0L).keySet());
        Consumer<byte[], byte[]> consumer = new GuardedClients(guard).guarded(Consumer.class, kafka);

        // when
        consumer.commitSync(Map.of(GATE, new OffsetAndMetadata(9)));

        // then
        assertThat(kafka.committed(Map.of(GATE, 0).keySet())).containsEntry(GATE, new OffsetAndMetadata(7));
    }

    @Test
    void aCommitOfWhateverWasPolledIsRefused() {
        // given
        Consumer<byte[], byte[]> consumer =
                new GuardedClients(guard).guarded(Consumer.class, new MockConsumer<byte[], byte[]>("earliest"));

        // then
        assertThatThrownBy(consumer::commitSync).isInstanceOf(IllegalStateException.class);
    }

    private static FrameTask task(long offset) {
        return new FrameTask(new Record<>(new byte[0], new byte[0], 0), offset, null);
    }
}
