package dev.hawkeye.commandline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The limit for the native memory that JavaCPP allocates, mainly for inputs and outputs of models.
 *
 * <p>By default, it is the maximum size of the Java heap, which says nothing about native memory: a model of 1280
 * pixels on nine cores needs more. Everything that has to do with OpenCV, FFmpeg or a model then waits a second for
 * each allocation, while garbage is collected again and again, and fails in the end. Without any limit, a model that
 * claims an input of many gigabytes would not be refused, but take the process with it. So the limit is half of the
 * memory of this machine or container.
 *
 * <p>Linux says how much that is in files, which are read much faster than the JVM's management is loaded. Elsewhere,
 * the default stays.
 */
public final class NativeMemory {
    private static final String LIMIT = "org.bytedeco.javacpp.maxBytes";

    /** Of a container, in both versions of control groups. */
    private static final List<String> LIMITS_OF_CONTAINERS =
            List.of("sys/fs/cgroup/memory.max", "sys/fs/cgroup/memory/memory.limit_in_bytes");

    private NativeMemory() {}

    /** Sets the limit, unless the user did. Call this before anything else uses JavaCPP. */
    public static void settle() {
        if (Stream.of(LIMIT, LIMIT.toLowerCase(Locale.ROOT)).allMatch(name -> System.getProperty(name) == null)) {
            limit(Path.of("/"), Runtime.getRuntime().maxMemory())
                    .ifPresent(bytes -> System.setProperty(LIMIT, String.valueOf(bytes)));
        }
    }

    /**
     * @param root of the file system
     * @param heap maximum size of the Java heap, bytes
     * @return bytes; empty if the size of the memory is unknown
     */
    static OptionalLong limit(Path root, long heap) {
        OptionalLong machine = lines(root.resolve("proc/meminfo"))
                .filter(line -> line.matches("MemTotal:\\s+\\d{1,15} kB"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst();
        OptionalLong container = LIMITS_OF_CONTAINERS.stream()
                .flatMap(file -> lines(root.resolve(file)))
                .filter(line -> line.matches("\\d{1,18}")) // "max" without one, or a number beyond all memory
                .mapToLong(Long::parseLong)
                .min();
        if (machine.isEmpty()) {
            return OptionalLong.empty();
        }
        long memory = Math.min(machine.getAsLong(), container.orElse(Long.MAX_VALUE));
        return OptionalLong.of(Math.max(memory / 2, heap));
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
