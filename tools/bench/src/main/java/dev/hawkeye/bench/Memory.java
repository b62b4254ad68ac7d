package dev.hawkeye.bench;

import dev.hawkeye.testing.Vitals;
import java.io.IOException;

/** The memory of this process, as reported by the operating system. */
final class Memory {
    private Memory() {}

    /** @return resident memory in bytes; 0 if the system does not report it */
    static long residentBytes() {
        try {
            return 1024 * Vitals.of(ProcessHandle.current().pid()).residentKiB();
        } catch (IOException e) {
            return 0;
        }
    }
}
