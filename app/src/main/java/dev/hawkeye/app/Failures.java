package dev.hawkeye.app;

import dev.hawkeye.embedded.EmbeddedKafkaException;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.vision.ModelException;
import java.nio.file.FileSystemException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** What an exception that ends the program means to the user: one line and an exit code. */
final class Failures {
    /** The user can mend it: settings, files, ports, permissions. */
    static final int USER = 2;
    /** Nobody foresaw it, or the world around failed. */
    static final int OTHER = 1;

    /** Ctrl-C, as shells have it. */
    static final int INTERRUPTED = 130;

    private Failures() {}

    static int exitCode(Throwable failure) {
        if (failure instanceof Shutdown.Requested) {
            return INTERRUPTED;
        }
        return cause(failure) == null ? OTHER : USER;
    }

    static String line(Throwable failure) {
        Throwable cause = cause(failure);
        if (failure instanceof Shutdown.Requested) {
            return oneLine(failure);
        }
        if (cause == null) {
            return failure.getClass().getSimpleName() + ": " + oneLine(failure) + " (--stacktrace shows where)";
        }
        if (cause instanceof ConfigException) {
            return "Kafka does not take a property: " + oneLine(cause);
        }
        if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
            return "Kafka refuses this user: " + oneLine(cause) + "; mend the properties below kafka";
        }
        if (cause instanceof FileSystemException file) {
            return file.getReason() == null
                    ? file.getFile() + ": " + file.getClass().getSimpleName()
                    : file.getFile() + ": " + file.getReason();
        }
        return oneLine(cause);
    }

    /** The first in the chain that the user can mend; null if there is none. */
    private static Throwable cause(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof UserException
                    || e instanceof ModelException
                    || e instanceof EmbeddedKafkaException
                    || e instanceof RegistryException
                    || e instanceof ConfigException
                    || e instanceof AuthenticationException
                    || e instanceof AuthorizationException
                    || e instanceof FileSystemException) {
                return e;
            }
        }
        return null;
    }

    private static String oneLine(Throwable e) {
        return String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
