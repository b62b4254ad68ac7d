package dev.hawkeye.bench.faults;

import dev.hawkeye.testing.Vitals;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ToLongFunction;

/**
 * The last minute of a process's vitals. It reports their median, since single samples contain garbage of varying size.
 */
final class VitalsLog {
    static final int SAMPLES = 6;

    private final Deque<Vitals> last = new ArrayDeque<>();
    private final long pid;

    VitalsLog(long pid) {
        this.pid = pid;
    }

    void sample() throws IOException {
        last.addLast(Vitals.of(pid));
        if (last.size() > SAMPLES) {
            last.removeFirst();
        }
    }

    Vitals now() {
        return new Vitals(
                middle(Vitals::residentKiB), (int) middle(Vitals::threads), (int) middle(Vitals::descriptors));
    }

    private long middle(ToLongFunction<Vitals> value) {
        return last.stream()
                .mapToLong(value)
                .sorted()
                .skip(last.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
