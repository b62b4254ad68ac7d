package dev.hawkeye.site;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes parts in order; a failure of one does not keep the next from closing. */
public final class Closing {
    private static final Logger log = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    /** @param parts null for parts that never started */
    public static void inOrder(AutoCloseable... parts) {
        for (AutoCloseable part : parts) {
            if (part != null) {
                close(part);
            }
        }
    }

    private static void close(AutoCloseable part) {
        String name = part.getClass().getSimpleName();
        try {
            part.close();
            log.debug("{} closed", name);
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            log.warn("{} did not close cleanly: {}", name, e.getMessage());
            log.debug("{} did not close cleanly", name, e);
        }
    }
}
