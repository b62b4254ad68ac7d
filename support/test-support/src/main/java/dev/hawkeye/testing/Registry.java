package dev.hawkeye.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A schema registry: just enough of one for services to register and read schemas. It keeps its port and its schemas
 * while stopped. Thread-safe.
 */
public final class Registry implements AutoCloseable {
    private static final int NOT_FOUND = 404;

    private final ObjectMapper json = new ObjectMapper();
    private final List<String> schemas = new ArrayList<>();
    private final int port = Ports.free();
    private Javalin server;

    /** Serves at a free port. */
    public Registry() {
        start();
    }

    /** Restarts with its previous schemas. */
    public synchronized void start() {
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.post("/subjects/{subject}/versions", this::register);
                    config.routes.post("/subjects/{subject}", this::lookUp);
                    config.routes.get("/schemas/ids/{id}", this::answer);
                })
                .start(Ports.HOST, port);
    }

    /** Stops serving. */
    public synchronized void stop() {
        server.stop();
    }

    private void register(Context context) throws Exception {
        String schema = json.readTree(context.body()).get("schema").asText();
        synchronized (schemas) {
            if (!schemas.contains(schema)) {
                schemas.add(schema);
            }
            context.json(Map.of("id", schemas.indexOf(schema) + 1));
        }
    }

    /** Confluent's deserializer asks for the version of the schema that it reads; there is one version of each. */
    private void lookUp(Context context) throws Exception {
        String schema = json.readTree(context.body()).get("schema").asText();
        synchronized (schemas) {
            int id = schemas.indexOf(schema) + 1;
            context.json(Map.of("subject", context.pathParam("subject"), "id", id, "version", 1, "schema", schema));
        }
    }

    private void answer(Context context) {
        int index = Integer.parseInt(context.pathParam("id")) - 1;
        synchronized (schemas) {
            if (index < 0 || index >= schemas.size()) {
                context.status(NOT_FOUND).json(Map.of("error_code", 40_403, "message", "Schema not found"));
                return;
            }
            context.json(Map.of("schema", schemas.get(index)));
        }
    }

    /** Its address. */
    public String url() {
        return "http://" + Ports.HOST + ":" + port;
    }

    @Override
    public void close() {
        stop();
    }
}
