package dev.hawkeye.schemas;

import dev.hawkeye.kafka.TlsFailure;
import dev.hawkeye.settings.UserError;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The schema registry cannot be reached, or refuses a request: the record is not at fault, and a retry may succeed. The
 * message says which of the two, and what to do.
 */
public final class RegistryException extends SerializationException implements UserError {
    private static final long serialVersionUID = 1L;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;

    private final boolean refusesUser;

    /**
     * @param address of the registry in displayable form
     * @param message the request that failed
     */
    RegistryException(String address, String message, Throwable cause) {
        this("registry", address, message, cause);
    }

    /** @param section of hawkeye.yaml that configures the client */
    RegistryException(String section, String address, String message, Throwable cause) {
        super("the schema registry at " + address + " " + trouble(section, cause) + ": " + message, cause);
        this.refusesUser = cause instanceof RestClientException answer && isRefusalOfUser(answer.getStatus());
    }

    /** Whether it requires other credentials, so that a retry is pointless. */
    public boolean refusesUser() {
        return refusesUser;
    }

    private static String trouble(String section, Throwable cause) {
        if (!(cause instanceof RestClientException answer)) {
            return TlsFailure.in(cause)
                    .map(tls -> "cannot be reached over TLS, " + tls.reason())
                    .orElse("cannot be reached, start it or fix schema.registry.url below " + section);
        }
        int status = answer.getStatus();
        if (isRefusalOfUser(status)) {
            return "refuses this user (" + status + "), fix basic.auth.user.info below " + section;
        }
        if (status == CONFLICT) {
            return "refuses the schema, which is incompatible with the previous one";
        }
        return status >= SERVER_ERROR
                ? "has failed (" + status + ")"
                : "answers " + status + ", fix schema.registry.url below " + section;
    }

    private static boolean isRefusalOfUser(int status) {
        return status == UNAUTHORIZED || status == FORBIDDEN;
    }
}
