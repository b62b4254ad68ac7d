package dev.hawkeye.aggregator.keyframes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.schemas.FrameRef;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

class KafkaFrameFetcherTest {
    @Test
    void aReadThatWaitsForAnUnavailableBrokerEndsWhenTheServiceIsClosed() throws IOException {
        KafkaFrameFetcher fetcher = fetcherWithoutBroker();
        CompletableFuture<Void> read = CompletableFuture.runAsync(() -> fetcher.fetch(new FrameRef("frames", 0, 7L)));

        fetcher.close();

        assertThatThrownBy(read::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfAny(WakeupException.class, IllegalStateException.class);
    }

    @Test
    void aFrameOfAnotherTopicIsNeverRead() throws IOException {
        try (KafkaFrameFetcher fetcher = fetcherWithoutBroker()) {
            assertThat(fetcher.fetch(new FrameRef("secrets", 0, 7L))).isEmpty();
        }
    }

    private static KafkaFrameFetcher fetcherWithoutBroker() throws IOException {
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return KafkaFrameFetcher.connect(
                    Map.of("bootstrap.servers", "localhost:" + unused.getLocalPort()), "frames");
        }
    }
}
