package dev.hawkeye.notify.receiver;

import dev.hawkeye.kafka.TlsFailure;
import dev.hawkeye.settings.Causes;
import dev.hawkeye.settings.OneLine;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** Describes why a target could not be reached, in one line without its address. */
public final class Trouble {
    private Trouble() {}

    public static String of(Throwable failure) {
        return TlsFailure.in(failure)
                .map(tls -> "TLS fails: " + tls.reason())
                .orElseGet(() -> Causes.of(failure)
                        .filter(cause ->
                                cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException)
                        .findFirst()
                        .map(unknown -> "the name of its host does not resolve: fix it, or the name server")
                        .orElseGet(() -> ofConnection(failure)));
    }

    private static String ofConnection(Throwable failure) {
        return Causes.of(failure).anyMatch(cause -> cause instanceof ConnectException)
                ? "no connection: nothing answers there"
                : failure.getClass().getSimpleName() + ": " + OneLine.of(failure);
    }
}
