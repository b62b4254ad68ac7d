package dev.hawkeye.console.http;

import dev.hawkeye.console.api.ErrorView;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.EOFException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends responses and errors as JSON, with errors always in the same form. */
public final class JsonAnswers {
    private static final Logger log = LoggerFactory.getLogger(JsonAnswers.class);
    private static final int BAD_REQUEST = 400;
    private static final int INTERNAL = 500;

    private JsonAnswers() {}

    public static void json(Context context, Object value) {
        context.contentType("application/json").result(Json.bytes(value));
    }

    static void error(Context context, int status, String message) {
        context.status(status);
        json(context, new ErrorView(message));
    }

    public static void failure(Context context, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ApiException refusal) {
            error(context, refusal.status(), refusal.getMessage());
        } else if (cause instanceof HttpResponseException refusal) {
            error(context, refusal.getStatus(), refusal.getMessage());
        } else if (cause instanceof EOFException) {
            context.status(BAD_REQUEST); // The client disconnected; nothing is wrong.
        } else {
            log.warn("{} {} failed: {}", context.method(), context.path(), cause.toString());
            log.debug("{} {} failed", context.method(), context.path(), cause);
            error(context, INTERNAL, "internal error: see the log of this process");
        }
    }

    /** Handles errors that the console itself throws; the server handles all others. */
    public static void addTo(RoutesConfig routes) {
        routes.exception(ApiException.class, (e, context) -> {
            RestOfBody.discard(context);
            failure(context, e);
        });
    }
}
