package dev.hawkeye.bench.processor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Measures the CPU time of the parts of this process from its creation to the last {@link #look()}. Java's own figures
 * do not suffice, because half of the threads (decoder, compiler, collector) are not Java's. A thread that ends takes
 * its figure along, so glance now and then; anything missed counts as {@link Part#REST}, since the time of the whole
 * process is known. Not thread-safe.
 */
public final class ProcessorMeter {
    private static final long APART_NANOS = 500_000_000;
    private static final Path THIS_PROCESS = Path.of("/proc/self");

    private final Path process;
    private final Map<Long, ThreadTime> begin = new HashMap<>();
    private final Map<Long, ThreadTime> last = new HashMap<>();
    private long looked;
    private long beginMillis;
    private long lastMillis;

    private ProcessorMeter(Path process) {
        this.process = process;
        look();
        begin.putAll(last);
        beginMillis = lastMillis;
    }

    /** Starts measuring. On a system without {@code /proc}, nothing is measured. */
    public static ProcessorMeter start() {
        return of(THIS_PROCESS);
    }

    static ProcessorMeter of(Path process) {
        return new ProcessorMeter(process);
    }

    /** Looks, if the last look is long enough ago: each costs a millisecond or more itself. Call this often. */
    public void glance() {
        if (System.nanoTime() - looked > APART_NANOS) {
            look();
        }
    }

    /** Records what every thread has used so far. */
    public void look() {
        looked = System.nanoTime();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
            for (Path thread : threads) {
                look(thread);
            }
            lastMillis =
                    ThreadTime.parse(Files.readString(process.resolve("stat"))).millis();
        } catch (IOException e) {
            // Not Linux.
            lastMillis = beginMillis;
        }
    }

    private void look(Path thread) {
        try {
            ThreadTime time = ThreadTime.parse(Files.readString(thread.resolve("stat")));
            last.put(time.id(), time);
        } catch (IOException e) {
            // The thread has just ended.
        }
    }

    /** @return milliseconds by part; empty when the system does not report them */
    public Map<Part, Long> millis() {
        Map<Part, Long> millis = new EnumMap<>(Part.class);
        long known = 0;
        for (ThreadTime time : last.values()) {
            ThreadTime before = begin.get(time.id());
            long used = before == null ? time.millis() : time.millis() - before.millis();
            millis.merge(Part.of(time.name()), used, Long::sum);
            known += used;
        }
        if (!last.isEmpty()) {
            millis.merge(Part.REST, Math.max(0, lastMillis - beginMillis - known), Long::sum);
        }
        return millis;
    }
}
