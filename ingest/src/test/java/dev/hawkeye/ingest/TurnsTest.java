package dev.hawkeye.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.ingest.source.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTest {
    private final Turns turns = new Turns(2);

    @Test
    void noMoreThanSoManyReadAtOnceAndAllDo() throws InterruptedException {
        // given
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger read = new AtomicInteger();
        List<Thread> cameras = new ArrayList<>();

        // when
        for (int i = 0; i < 6; i++) {
            Thread camera = new Thread(() -> turns.read(
                    () -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        read.incrementAndGet();
                        now.decrementAndGet();
                    },
                    new StopSignal()));
            cameras.add(camera);
            camera.start();
        }
        for (Thread camera : cameras) {
            camera.join();
        }

        // then
        assertThat(read).hasValue(6);
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void aCameraThatIsToStopDoesNotWaitForItsTurn() throws InterruptedException {
        // given: both turns are taken
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch taken = new CountDownLatch(2);
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread reader = new Thread(() -> turns.read(
                    () -> {
                        taken.countDown();
                        await(end);
                    },
                    new StopSignal()));
            readers.add(reader);
            reader.start();
        }
        taken.await();
        AtomicInteger read = new AtomicInteger();
        StopSignal stop = new StopSignal();
        stop.raise();

        // when
        turns.read(read::incrementAndGet, stop);

        // then
        assertThat(read).hasValue(0);
        end.countDown();
        for (Thread reader : readers) {
            reader.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
