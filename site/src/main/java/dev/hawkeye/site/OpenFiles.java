package dev.hawkeye.site;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.hawkeye.settings.UserException;
import java.lang.management.ManagementFactory;

/**
 * How many files this process may have open. A Kafka that runs out of them says so in few of its errors, and never comes
 * up: docs/performance.md has what a run was seen with, some 340.
 */
final class OpenFiles {
    private static final long MIN = 800;

    private OpenFiles() {}

    /** @throws UserException when they are too few for the Kafka of this process */
    static void requireEnough() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            requireEnough(system.getMaxFileDescriptorCount());
        }
    }

    static void requireEnough(long limit) {
        if (limit < MIN) {
            throw new UserException("at most " + limit + " files may be open, and Kafka in this process needs " + MIN
                    + ": raise the limit, by `ulimit -n 4096` or LimitNOFILE of the service");
        }
    }
}
