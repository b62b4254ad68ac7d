package dev.hawkeye.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The resources of a process, as reported by Linux.
 *
 * @param residentKiB resident memory, KiB
 * @param threads threads, of Java and others
 * @param descriptors open files and sockets
 */
public record Vitals(long residentKiB, int threads, int descriptors) {
    private static final double MORE_MEMORY = 1.1;
    private static final int MORE_THREADS = 3;
    private static final int MORE_DESCRIPTORS = 10;

    /** @throws IOException if the system does not report them */
    public static Vitals of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        long resident = 0;
        int threads = 0;
        for (String line : Files.readAllLines(process.resolve("status"))) {
            if (line.startsWith("VmRSS:")) {
                resident = number(line);
            } else if (line.startsWith("Threads:")) {
                threads = (int) number(line);
            }
        }
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            return new Vitals(resident, threads, (int) open.count());
        }
    }

    private static long number(String line) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }

    /** Threads and connections come and go with rebalances; a leak leaves more than a few behind. */
    public boolean hasGrownSince(Vitals before) {
        return residentKiB > before.residentKiB * MORE_MEMORY
                || threads > before.threads + MORE_THREADS
                || descriptors > before.descriptors + MORE_DESCRIPTORS;
    }

    public double memoryRatio(Vitals before) {
        return (double) residentKiB / before.residentKiB;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%.0f MiB, %d threads, %d descriptors", residentKiB / 1024.0, threads, descriptors);
    }
}
