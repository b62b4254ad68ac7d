package dev.hawkeye.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.live.LiveMessage.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveUpdatesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LiveUpdates live = new LiveUpdates(Clock.systemUTC());

    @AfterEach
    void stop() {
        live.close();
    }

    @Test
    void aClientThatDoesNotReadKeepsNoOneElseWaiting() throws Exception {
        StuckStream stuck = new StuckStream();
        Received quick = new Received();
        CompletableFuture<Void> stuckEnd = live.join(stuck, Subscription.ALL, mailbox -> {});
        live.join(quick, Subscription.ALL, mailbox -> {}).isDone();
        stuck.awaitStuck();

        for (int i = 0; i < 50_000; i++) {
            live.publish(Kind.COUNT, "gate", i);
            live.publish(Kind.DETECTION, "gate", "d" + i);
        }

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(quick.text()).contains("event: hello\n", "data: 49999\n", "data: \"d49999\"\n"));
        assertThat(stuckEnd).isNotDone();
        assertThat(live.clients()).isEqualTo(2);
    }

    @Test
    void aClientThatLeftIsForgotten() {
        CompletableFuture<Void> end = live.join(new GoneStream(), Subscription.ALL, mailbox -> {});

        await().atMost(PATIENCE).until(end::isDone);

        assertThat(live.clients()).isZero();
    }

    @Test
    void noOneGetsInWhenItIsClosed() {
        CompletableFuture<Void> end = live.join(new Received(), Subscription.ALL, mailbox -> {});

        live.close();

        await().atMost(PATIENCE).until(end::isDone);
        assertThatExceptionOfType(ApiException.class).isThrownBy(live::checkRoom);
    }

    @Test
    void thereIsRoomAgainWhenOneOfTooManyLeaves() {
        for (int i = 1; i < LiveUpdates.MAX_CLIENTS; i++) {
            live.join(new Received(), Subscription.ALL, mailbox -> {}).isDone();
        }
        assertThat(live.hasRoom()).isTrue();

        LeavingStream last = new LeavingStream();
        CompletableFuture<Void> end = live.join(last, Subscription.ALL, mailbox -> {});
        assertThat(live.hasRoom()).isFalse();
        last.leave();
        live.publish(Kind.COUNT, "gate", 1);

        await().atMost(PATIENCE).until(end::isDone);
        assertThat(live.hasRoom()).isTrue();
    }

    /** A client that goes when it is told to. */
    private static final class LeavingStream extends OutputStream {
        private volatile boolean gone;

        void leave() {
            gone = true;
        }

        @Override
        public void write(int b) throws IOException {
            if (gone) {
                throw new IOException("gone");
            }
        }
    }

    /** A client whose line is full. */
    private static final class StuckStream extends OutputStream {
        private final CountDownLatch stuck = new CountDownLatch(1);

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            stuck.countDown();
            try {
                Thread.sleep(Duration.ofHours(1).toMillis());
            } catch (InterruptedException e) {
                throw new IOException("interrupted", e);
            }
        }

        void awaitStuck() throws InterruptedException {
            stuck.await();
        }
    }

    private static final class GoneStream extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("gone");
        }
    }

    private static final class Received extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            bytes.write(b);
        }

        @Override
        public synchronized void write(byte[] more, int from, int count) {
            bytes.write(more, from, count);
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
