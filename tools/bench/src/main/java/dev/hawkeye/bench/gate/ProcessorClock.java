package dev.hawkeye.bench.gate;

import com.sun.management.OperatingSystemMXBean;
import dev.hawkeye.settings.UserException;
import java.lang.management.ManagementFactory;

/** The CPU time of this process. */
final class ProcessorClock {
    private static final double NANOS_PER_MILLI = 1e6;

    private ProcessorClock() {}

    /**
     * Returns milliseconds on all cores, in user and system mode, since an arbitrary moment.
     *
     * @throws UserException when the system does not report it
     */
    static double millis() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                && system.getProcessCpuTime() >= 0) {
            return system.getProcessCpuTime() / NANOS_PER_MILLI;
        }
        throw new UserException("this system does not report the processor time of a process");
    }
}
