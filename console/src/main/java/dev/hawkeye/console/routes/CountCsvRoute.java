package dev.hawkeye.console.routes;

import dev.hawkeye.console.counts.CountCsv;
import dev.hawkeye.console.counts.Counts;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.http.JsonAnswers;
import dev.hawkeye.console.http.Parameters;
import dev.hawkeye.console.http.SecurityHeaders;
import dev.hawkeye.console.http.WorkerPool;
import dev.hawkeye.console.state.CameraRecord;
import dev.hawkeye.console.state.Cameras;
import dev.hawkeye.counts.CountWindow;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Route for counts over time as a CSV file. The response is streamed, so its length does not matter. */
public final class CountCsvRoute {
    private static final int MAX_CLASSES = 1000;

    private final Counts counts;
    private final Cameras cameras;
    private final CountRange range;
    private final ZoneId zone;
    private final WorkerPool writing;

    /** @param writing runs the work that waits for aggregators and slow clients */
    public CountCsvRoute(Counts counts, Cameras cameras, CountRange range, ZoneId zone, WorkerPool writing) {
        this.counts = counts;
        this.cameras = cameras;
        this.range = range;
        this.zone = zone;
        this.writing = writing;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/api/counts.csv", this::csv);
    }

    private void csv(Context context) {
        Set<String> wanted = Parameters.names(context, "cameras");
        Collection<String> ids = wanted.isEmpty()
                ? cameras.all().stream().map(CameraRecord::id).toList()
                : wanted.stream().sorted().toList();
        Set<String> classes = classes(context);
        CountRange.Asked asked = range.of(context);
        Answer answer = new Answer(context, classes);
        context.future(() -> writing.supply(() -> {
                    ids.forEach(id -> answer.write(id, asked));
                    answer.finish();
                    return null;
                })
                .handle((done, failure) -> {
                    if (failure != null && context.res().isCommitted()) {
                        answer.markIncomplete();
                    } else if (failure != null) {
                        context.res().reset();
                        SecurityHeaders.set(context);
                        JsonAnswers.failure(context, failure);
                    }
                    return null;
                }));
    }

    private static Set<String> classes(Context context) {
        List<String> names = context.queryParams("class");
        if (names.size() > MAX_CLASSES) {
            throw new ApiException(400, "class must be given at most " + MAX_CLASSES + " times");
        }
        return Set.copyOf(names);
    }

    /** One response, which begins once it is known whether the aggregators are reachable. */
    private final class Answer {
        private final HttpServletResponse response;
        private final Set<String> classes;
        private CountCsv csv;
        private boolean saidComplete;

        Answer(Context context, Set<String> classes) {
            this.response = context.res();
            this.classes = classes;
        }

        void write(String camera, CountRange.Asked asked) {
            boolean complete = counts.each(camera, asked.from(), asked.to(), asked.step(), new Counts.Sink() {
                @Override
                public void begin(boolean complete) {
                    if (csv == null) {
                        Answer.this.begin(complete);
                    }
                }

                @Override
                public void window(CountWindow window) {
                    try {
                        csv.add(camera, window);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
            if (saidComplete && !complete) {
                throw new ApiException(503, "the aggregators stopped answering: try again later");
            }
        }

        private void begin(boolean complete) {
            response.setContentType("text/csv; charset=utf-8; header=present");
            response.setHeader("Content-Disposition", "attachment; filename=\"hawkeye-counts.csv\"");
            response.setHeader("X-Hawkeye-Complete", String.valueOf(complete));
            saidComplete = complete;
            try {
                // Bypasses Javalin's own stream, which would buffer the whole response.
                csv = new CountCsv(response.getOutputStream(), zone, classes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Ensures that a client does not mistake a part for the whole. */
        void markIncomplete() {
            try {
                csv.finish();
                response.getOutputStream().write("incomplete\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The client disconnected.
            }
        }

        void finish() {
            if (csv == null) {
                begin(true); // No cameras are known.
            }
            try {
                csv.finish();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
