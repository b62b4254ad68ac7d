package dev.hawkeye.commandline;

import dev.hawkeye.kafka.KafkaAccess;
import dev.hawkeye.settings.Causes;
import dev.hawkeye.settings.OneLine;
import dev.hawkeye.settings.UserError;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** Maps an exception that ends the program to one line for the user and an exit code. */
public final class Failures {
    /** The user can fix it: settings, files, ports, permissions. */
    public static final int USER = 2;
    /** Unforeseen, or a failure of the environment. */
    public static final int OTHER = 1;

    private static final int MAX_LINES = 20;

    /** Ctrl-C, by the convention of shells. */
    static final int INTERRUPTED = 130;

    private static final List<Class<?>> OF_THE_USER = List.of(
            UserError.class,
            ConfigException.class,
            AuthenticationException.class,
            AuthorizationException.class,
            FileSystemException.class);

    private static final Pattern CLIENT_NOT_MADE =
            Pattern.compile("Failed (to )?(construct kafka|create new KafkaAdminClient)");

    private Failures() {}

    public static int exitCode(Throwable failure) {
        if (failure instanceof Shutdown.Requested) {
            return INTERRUPTED;
        }
        return cause(failure) == null ? OTHER : USER;
    }

    /** One line per error; if there are many, the first ones and the number of the rest. */
    public static List<String> lines(Throwable failure) {
        if (!(cause(failure) instanceof UserError user) || user.lines().size() == 1) {
            return List.of(line(failure));
        }
        List<String> lines = new ArrayList<>();
        user.lines().stream().limit(MAX_LINES).forEach(lines::add);
        if (user.lines().size() > MAX_LINES) {
            lines.add("and " + (user.lines().size() - MAX_LINES) + " more; fix these first");
        }
        return lines;
    }

    public static String line(Throwable failure) {
        Throwable cause = cause(failure);
        if (failure instanceof Shutdown.Requested) {
            return OneLine.of(failure);
        }
        if (cause == null) {
            return failure.getClass().getSimpleName() + ": " + OneLine.of(failure) + " (--stacktrace shows where)";
        }
        if (quotesLogin(failure)) {
            return "Kafka rejects a property: sasl.jaas.config must be CLASS required username=\"…\""
                    + " password=\"…\"; and complete";
        }
        if (isClientNotMade(cause)) {
            return "Kafka rejects a property: " + innermost(cause, 2);
        }
        if (cause instanceof ConfigException) {
            return "Kafka rejects a property: " + OneLine.of(cause);
        }
        if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
            return KafkaAccess.reading().refusal(cause).orElseGet(() -> OneLine.of(cause));
        }
        if (cause instanceof FileSystemException file) {
            return file.getReason() == null
                    ? file.getFile() + ": " + file.getClass().getSimpleName()
                    : file.getFile() + ": " + file.getReason();
        }
        return OneLine.of(cause);
    }

    /** The first in the chain that the user can fix; null if there is none. */
    private static Throwable cause(Throwable failure) {
        return Causes.of(failure)
                .filter(e -> OF_THE_USER.stream().anyMatch(kind -> kind.isInstance(e)))
                .findFirst()
                .or(() -> Causes.of(failure).filter(Failures::isClientNotMade).findFirst())
                .orElse(null);
    }

    /** Kafka's clients connect lazily: if one cannot be created, a property is wrong, such as a store's password. */
    private static boolean isClientNotMade(Throwable e) {
        return e instanceof KafkaException
                && CLIENT_NOT_MADE.matcher(String.valueOf(e.getMessage())).lookingAt();
    }

    /** Whether an error quotes an unparsable JAAS configuration, and so perhaps the password. */
    public static boolean quotesLogin(Throwable failure) {
        return Causes.of(failure)
                .filter(IllegalArgumentException.class::isInstance)
                .anyMatch(e -> String.valueOf(e.getMessage()).contains("JAAS config"));
    }

    /** Kafka wraps errors several times; its own innermost messages give the reason and the context. */
    private static String innermost(Throwable e, int messages) {
        List<String> all = Causes.of(e)
                .takeWhile(cause -> !(cause instanceof GeneralSecurityException))
                .map(OneLine::of)
                .toList();
        return String.join(": ", all.subList(Math.max(0, all.size() - messages), all.size()));
    }
}
