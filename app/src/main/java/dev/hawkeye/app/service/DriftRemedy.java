package dev.hawkeye.app.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a new INT8 model when cameras have drifted, at most once a day. It runs {@code hawkeye model requantize} in a
 * separate process at the lowest priority, so that live frames come first and the detector's memory is not used. The
 * output is logged. Owns that process until {@link #close()}. Not thread-safe.
 */
public final class DriftRemedy implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DriftRemedy.class);
    /** By name: the parts of the command line must not depend on the main class. */
    private static final String MAIN = "dev.hawkeye.app.Hawkeye";

    private static final long PAUSE_NANOS = Duration.ofDays(1).toNanos();

    /** Does nothing. */
    static final DriftRemedy NONE = new DriftRemedy(Collections::emptySortedMap, List.of(), System::nanoTime);

    private final Supplier<SortedMap<String, Double>> drifted;
    private final List<String> command;
    private final LongSupplier nanoTime;
    private Process process; // null before the first
    private long nextNanos;

    /**
     * @param drifted the drifted cameras, with their agreement
     * @param options site options for the command
     */
    public static DriftRemedy of(Supplier<SortedMap<String, Double>> drifted, List<String> options) {
        return new DriftRemedy(drifted, command(options), System::nanoTime);
    }

    /** @param nanoTime like {@link System#nanoTime()} */
    DriftRemedy(Supplier<SortedMap<String, Double>> drifted, List<String> command, LongSupplier nanoTime) {
        this.drifted = drifted;
        this.command = List.copyOf(command);
        this.nanoTime = nanoTime;
        this.nextNanos = nanoTime.getAsLong();
    }

    private static List<String> command(List<String> options) {
        List<String> command = new ArrayList<>();
        Path nice = Path.of("/usr/bin/nice");
        if (Files.isExecutable(nice)) {
            command.addAll(List.of(nice.toString(), "-n", "19"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(List.of("model", "requantize", "--quiet"));
        command.addAll(options);
        return command;
    }

    /** Starts a new model if one is needed; call this periodically. */
    public void look() {
        if (isBusy() || nanoTime.getAsLong() - nextNanos < 0) {
            return;
        }
        SortedMap<String, Double> cameras = drifted.get();
        if (cameras.isEmpty()) {
            return;
        }
        log.info("A new INT8 is being made from the frames of {}", String.join(", ", cameras.keySet()));
        nextNanos = nanoTime.getAsLong() + PAUSE_NANOS;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
            Thread reader = new Thread(() -> relay(process), "hawkeye-requantize");
            reader.setDaemon(true);
            reader.start();
        } catch (IOException e) {
            log.error("No new INT8 was made, since java could not be started: {}", e.toString());
        }
    }

    boolean isBusy() {
        return process != null && process.isAlive();
    }

    private static void relay(Process from) {
        try (BufferedReader lines = from.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(line -> log.info("requantize: {}", line));
            int exitCode = from.waitFor();
            if (exitCode != 0) {
                log.warn("No new INT8 was published (exit code {}); the model in use stays", exitCode);
            }
        } catch (IOException | UncheckedIOException e) {
            log.debug("its output cannot be read any more", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops the process if it is still running: a new model can be made later. */
    @Override
    public void close() {
        if (process != null) {
            process.destroy();
        }
    }
}
