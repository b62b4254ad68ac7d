package dev.hawkeye.console.routes;

import dev.hawkeye.console.access.AdminDoor;
import dev.hawkeye.console.admin.ModelOffer;
import dev.hawkeye.console.admin.ModelShelf;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.http.JsonBody;
import dev.hawkeye.console.http.Parameters;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes for the models of the detectors: which each uses, and, for administrators, publishing another one. */
public final class ModelRoutes {
    private static final Logger log = LoggerFactory.getLogger(ModelRoutes.class);
    private static final Duration LONGEST_STAGE = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final ModelShelf shelf;
    private final Slowly slowly;
    /** One at a time: of two models published at once, one would win, and nobody could tell which. */
    private final Semaphore room = new Semaphore(1);

    private record Published(long revision) {}

    public ModelRoutes(ModelShelf shelf, Slowly slowly) {
        this.shelf = shelf;
        this.slowly = slowly;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/api/models", context -> slowly.json(context, shelf::now));
        routes.post("/api/admin/models", this::publish);
        routes.post("/api/admin/models/rollback", this::rollback);
    }

    private void publish(Context context) throws IOException {
        String name = Parameters.text(context, "name");
        if (name == null) {
            throw new ApiException(400, "name must be given, such as ?name=street.onnx");
        }
        if (!"application/octet-stream".equals(context.contentType())) {
            throw new ApiException(415, "send the ONNX file with Content-Type application/octet-stream");
        }
        ModelOffer offer = offer(context, name);
        enter();
        Path file = null;
        boolean handedOver = false;
        try {
            file = Files.createTempFile("hawkeye-model", ".onnx");
            Upload.to(file, context.req(), shelf.mostBytes(), LONGEST);
            Path whole = file;
            handedOver = true;
            work(context, () -> shelf.publish(whole, offer), whole);
        } finally {
            if (!handedOver) {
                leave(file);
            }
        }
    }

    private static ModelOffer offer(Context context, String name) {
        Duration canary = duration(context, "canary");
        Set<String> cameras = Parameters.names(context, "cameras");
        if (canary.isZero() != cameras.isEmpty()) {
            throw new ApiException(400, "canary and cameras require each other: how long, and which ones");
        }
        return new ModelOffer(
                name,
                duration(context, "shadow"),
                canary,
                List.copyOf(cameras),
                Parameters.flag(context, "otherClasses"),
                Parameters.flag(context, "untried"),
                AdminDoor.operator(context));
    }

    private static Duration duration(Context context, String name) {
        return Duration.ofMillis(Parameters.number(context, name, 0, LONGEST_STAGE.toMillis(), 0));
    }

    private void rollback(Context context) {
        JsonBody.read(context, Map.class, 1024, "{}");
        String by = AdminDoor.operator(context);
        enter();
        work(context, () -> shelf.rollback(by), null);
    }

    private void enter() {
        if (!room.tryAcquire()) {
            throw new ApiException(429, "another model is being published: try again in a moment");
        }
    }

    private void work(Context context, LongSupplier work, Path file) {
        slowly.json(context, () -> new Published(work.getAsLong()), () -> leave(file));
    }

    private void leave(Path file) {
        room.release();
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            log.warn("{} cannot be deleted: {}", file, e.toString());
        }
    }
}
