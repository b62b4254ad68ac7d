package dev.hawkeye.console.routes;

import dev.hawkeye.console.admin.ChangeRefused;
import dev.hawkeye.console.http.JsonAnswers;
import dev.hawkeye.console.http.WorkerPool;
import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Responses that take a while, such as those that wait for Kafka, without blocking a thread of the server. Thread-safe.
 */
public final class Slowly {
    private final WorkerPool workers;

    public Slowly(WorkerPool workers) {
        this.workers = workers;
    }

    /** Responds with the result of the work, or the reason for its failure. */
    void json(Context context, Supplier<?> work) {
        json(context, work, () -> {});
    }

    /** @param after runs at the end of the work, even if there is no room for it */
    void json(Context context, Supplier<?> work, Runnable after) {
        context.future(() -> answer(context, workers.supply(work::get).whenComplete((found, failure) -> after.run())));
    }

    private static CompletableFuture<Void> answer(Context context, CompletableFuture<?> value) {
        return value.handle((found, failure) -> {
            if (failure == null) {
                JsonAnswers.json(context, found);
            } else {
                failed(context, failure);
            }
            return null;
        });
    }

    private static void failed(Context context, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ChangeRefused refused) {
            JsonAnswers.json(context.status(refused.status()), refused.view());
        } else {
            JsonAnswers.failure(context, failure);
        }
    }
}
