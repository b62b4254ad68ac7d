package dev.hawkeye.site;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.hawkeye.settings.UserException;
import java.lang.management.ManagementFactory;

/**
 * The limit of open files of this process. A Kafka that runs out of them rarely reports it, and never starts.
 * docs/performance.md has measurements: a run needs about 340.
 */
final class OpenFiles {
    private static final long MIN = 800;

    private OpenFiles() {}

    /** @throws UserException when the limit is too low for the Kafka of this process */
    static void requireEnough() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            requireEnough(system.getMaxFileDescriptorCount());
        }
    }

    static void requireEnough(long limit) {
        if (limit < MIN) {
            throw new UserException("the limit of open files is " + limit + ", and Kafka in this process needs " + MIN
                    + ": raise it, with `ulimit -n 4096` or LimitNOFILE of the service");
        }
    }
}
