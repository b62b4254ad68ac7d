package dev.hawkeye.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A schema registry elsewhere: just enough of one for our services to register and read schemas. */
final class WritableRegistry implements AutoCloseable {
    private final List<String> schemas = new CopyOnWriteArrayList<>();
    private final Javalin server = Javalin.create(config -> {
                config.startup.showJavalinBanner = false;
                config.routes.post("/subjects/{subject}/versions", this::register);
                config.routes.get(
                        "/schemas/ids/{id}",
                        context -> context.json(
                                Map.of("schema", schemas.get(Integer.parseInt(context.pathParam("id")) - 1))));
            })
            .start("127.0.0.1", 0);

    private void register(Context context) throws Exception {
        JsonNode request = new ObjectMapper().readTree(context.body());
        String schema = request.get("schema").asText();
        synchronized (schemas) {
            if (!schemas.contains(schema)) {
                schemas.add(schema);
            }
            context.json(Map.of("id", schemas.indexOf(schema) + 1));
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
