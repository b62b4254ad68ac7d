package dev.hawkeye.app;

import dev.hawkeye.console.routes.Page;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The page, before a server whose every answer a test decides: one that refuses, that is slow, that somebody else changes, or
 * whose aggregators are away. Unless told otherwise, it has one camera, nothing has happened, and an administrator is signed in.
 */
final class ScriptedConsole implements AutoCloseable {
    private static final String HEALTH = """
            {"now": %d, "started": 0, "model": null, "fates": [], "lag": {"detector": null, "aggregator": null},
             "steps": [], "bytes": {"produced": 0, "frames": 0, "uploaded": 0, "savedPercent": null}, "overload": null}""";
    private static final String END = "";

    private final Javalin server;
    private final Map<String, Function<Request, Answer>> script = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    /** The messages for the page, which has one connection. */
    private volatile BlockingQueue<String> live = new LinkedBlockingQueue<>();

    /** @param target such as POST /api/detect */
    record Request(String target, String query, String body) {}

    record Answer(int status, String json) {
        static Answer ok(String json) {
            return new Answer(200, json);
        }

        static Answer error(int status, String message) {
            return new Answer(status, "{\"error\": \"" + message + "\"}");
        }
    }

    ScriptedConsole() {
        answer("GET /api/session", "{\"required\": false, \"valid\": true, \"room\": true}");
        answer("GET /api/admin/session", "{\"offered\": true, \"valid\": true, \"name\": \"Zoë\", \"until\": 1}");
        answer("GET /api/cameras", "{\"cameras\": [" + camera("gate") + "]}");
        answer("GET /api/site", """
                {"timeZone": "Asia/Kolkata", "window": 10000, "advance": 10000, "history": 86400000}""");
        answer("GET /api/scenes", "{\"others\": {\"zones\": [], \"lines\": [], \"masks\": []}, \"cameras\": {}}");
        answer("GET /api/events", "{\"events\": [], \"more\": false}");
        answer("GET /api/events/filters", "{\"cameras\": [], \"classes\": [], \"places\": []}");
        answer("GET /api/counts", counts(true));
        answer("GET /api/tracks/trial", """
                {"minutes": 10, "tracks": 0, "classes": [], "loitered": 0, "full": 0}""");
        answer("GET /api/models", "{\"active\": null, \"detectors\": []}");
        answer("GET /api/health", request -> Answer.ok(health()));
        Page page = new Page();
        server = Javalin.create(javalin -> {
            javalin.startup.showJavalinBanner = false;
            javalin.startup.startupWatcherEnabled = false;
            javalin.routes.get("/", page::index);
            javalin.routes.get("/assets/<path>", context -> page.asset(context, context.pathParam("path")));
            javalin.routes.get("/api/live", this::live);
            javalin.routes.get("/api/<path>", this::play);
            javalin.routes.post("/api/<path>", this::play);
        });
        server.start("127.0.0.1", 0);
    }

    static String camera(String id) {
        return """
                {"id": "%s", "name": null, "source": "rtsp://192.0.2.1/", "state": "STREAMING", "since": 0, "reported": 0,
                 "silent": false, "width": 640, "height": 360, "fps": 1, "unchangedFps": 0, "latencyP50": null,
                 "latencyP99": null, "framesRead": 0, "framesDropped": 0, "reconnects": 0, "bytesRead": 0, "lastError": null,
                 "objectsAudited": 0, "objectsMissed": 0, "detected": 0, "unchanged": 0, "shed": 0, "failed": 0, "last": null}""".formatted(id);
    }

    /** Counts of a range in which nothing was counted. */
    static String counts(boolean complete) {
        return "{\"step\": 10000, \"complete\": " + complete + ", \"windows\": []}";
    }

    /** Answers like this from now on. @param target such as GET /api/cameras */
    void answer(String target, String json) {
        answer(target, request -> Answer.ok(json));
    }

    void answer(String target, Function<Request, Answer> itsScript) {
        script.put(target, itsScript);
    }

    /** Those for a target so far. */
    List<Request> requests(String target) {
        return requests.stream().filter(each -> each.target.equals(target)).toList();
    }

    /** Sends a live message. */
    void send(String name, String json) {
        live.add("event: " + name + "\ndata: " + json.replace('\n', ' ') + "\n\n");
    }

    /** Ends the connection for live updates; the page makes another one. */
    void disconnect() {
        live.add(END);
    }

    String page() {
        return "http://127.0.0.1:" + server.port() + "/";
    }

    private void play(Context context) {
        String target = context.method() + " " + context.path();
        Request request =
                new Request(target, context.queryString() == null ? "" : context.queryString(), context.body());
        requests.add(request);
        Answer answer = script.getOrDefault(target, any -> Answer.error(404, "not in the script: " + target))
                .apply(request);
        context.status(answer.status).contentType("application/json").result(answer.json);
    }

    private void live(Context context) {
        BlockingQueue<String> own = new LinkedBlockingQueue<>();
        live = own;
        context.res().setContentType("text/event-stream");
        context.res().setCharacterEncoding("UTF-8");
        try {
            OutputStream out = context.res().getOutputStream();
            write(out, "event: hello\ndata: {\"instance\": \"i\", \"now\": " + System.currentTimeMillis() + "}\n\n");
            while (true) {
                String next = own.poll(1, TimeUnit.SECONDS);
                if (END.equals(next)) {
                    return;
                }
                write(out, next == null ? "event: health\ndata: " + health().replace('\n', ' ') + "\n\n" : next);
            }
        } catch (IOException e) {
            // The page is gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String health() {
        return HEALTH.formatted(System.currentTimeMillis());
    }

    @Override
    public void close() {
        live.add(END);
        server.stop();
    }
}
