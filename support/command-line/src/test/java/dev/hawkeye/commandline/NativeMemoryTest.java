package dev.hawkeye.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeMemoryTest {
    private static final long GIB = 1 << 30;

    @TempDir
    Path root;

    @Test
    void isHalfOfTheMachinesMemory() throws IOException {
        write("proc/meminfo", "MemTotal:       67108864 kB\nMemFree:         1048576 kB\n");
        write("sys/fs/cgroup/memory.max", "max\n");

        assertThat(NativeMemory.limit(root, GIB / 2)).hasValue(32 * GIB);
    }

    @Test
    void isHalfOfTheContainersMemory() throws IOException {
        write("proc/meminfo", "MemTotal:       67108864 kB\n");
        write("sys/fs/cgroup/memory.max", "4294967296\n");

        assertThat(NativeMemory.limit(root, GIB / 2)).hasValue(2 * GIB);
    }

    @Test
    void isHalfOfTheContainersMemoryWithControlGroupsOfTheFirstVersionToo() throws IOException {
        write("proc/meminfo", "MemTotal:       67108864 kB\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "4294967296\n");

        assertThat(NativeMemory.limit(root, GIB / 2)).hasValue(2 * GIB);
    }

    @Test
    void isNeverLessThanTheHeapMayHave() throws IOException {
        write("proc/meminfo", "MemTotal:         524288 kB\n");

        assertThat(NativeMemory.limit(root, GIB / 2)).hasValue(GIB / 2);
    }

    @Test
    void staysAsItIsWhereTheMemoryIsUnknown() {
        assertThat(NativeMemory.limit(root, GIB / 2)).isEmpty();
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
