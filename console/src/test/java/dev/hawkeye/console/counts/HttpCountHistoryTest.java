package dev.hawkeye.console.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.CountWindow;
import dev.hawkeye.counts.HistoryUnavailableException;
import io.javalin.Javalin;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpCountHistoryTest {
    private static final String ANSWER = """
            {"camera": "gate 1", "later": true, "windows": [{"start": 0, "end": 10000, "framesAnalysed": 5,
             "framesShed": 1, "framesFailed": 2, "classes": [
              {"className": "car", "framesWith": 3, "detections": 8, "mean": 1.6, "peak": 4}]}]}
            """;

    private final AtomicReference<String> asked = new AtomicReference<>();
    private volatile int status = 200;
    private volatile String body = ANSWER;
    private Javalin aggregator;

    @BeforeEach
    void start() {
        aggregator = Javalin.create(javalin -> {
            javalin.startup.showJavalinBanner = false;
            javalin.startup.startupWatcherEnabled = false;
            javalin.routes.get("/history", context -> {
                asked.set(context.queryString() + " " + context.header("Authorization"));
                context.status(status).contentType("application/json").result(body);
            });
        });
        aggregator.start("127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        aggregator.stop();
    }

    @Test
    void asksOneAfterTheOtherUntilOneAnswers() throws Exception {
        HttpCountHistory history = new HttpCountHistory(List.of(nobody(), address()), "sesame-sesame-17");

        List<CountWindow> windows = history.windows("gate 1", 5, 20_000);

        assertThat(windows)
                .containsExactly(
                        new CountWindow(0, 10_000, 5, 1, 2, true, List.of(new ClassCount("car", 3, 8, 1.6, 4))));
        assertThat(asked).hasValue("camera=gate+1&from=5&to=20000 Bearer sesame-sesame-17");
    }

    @Test
    void withoutATokenItShowsNone() {
        new HttpCountHistory(List.of(address()), "").windows("gate", 0, 1);

        assertThat(asked).hasValue("camera=gate&from=0&to=1 null");
    }

    @Test
    void saysWhenNoOneAnswers() throws Exception {
        status = 503;
        body = "{\"error\": \"the aggregator is starting\"}";
        HttpCountHistory history = new HttpCountHistory(List.of(address(), nobody()), "sesame-sesame-17");

        assertThatExceptionOfType(HistoryUnavailableException.class)
                .isThrownBy(() -> history.windows("gate", 0, 1))
                .satisfies(e ->
                        assertThat(e.getMessage()).contains("does not answer").doesNotContain("sesame"));
    }

    @Test
    void anAnswerThatIsNoJsonIsNone() {
        body = "<html>";

        assertThatExceptionOfType(HistoryUnavailableException.class)
                .isThrownBy(() -> new HttpCountHistory(List.of(address()), "").windows("gate", 0, 1));
    }

    @Test
    void passesOnThatTooMuchWasAskedFor() {
        status = 400;
        body = "{\"error\": \"at most 10000 windows\"}";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpCountHistory(List.of(address()), "").windows("gate", 0, 1))
                .withMessage("at most 10000 windows");
    }

    @Test
    void saysWhichKeyToSetWhenItKnowsNoOne() {
        assertThatExceptionOfType(HistoryUnavailableException.class)
                .isThrownBy(() -> new HttpCountHistory(List.of(), "").windows("gate", 0, 1))
                .withMessageContaining("console.aggregators");
    }

    private String address() {
        return "http://127.0.0.1:" + aggregator.port();
    }

    private static String nobody() throws Exception {
        try (ServerSocket unused = new ServerSocket(0)) {
            return "http://127.0.0.1:" + unused.getLocalPort();
        }
    }
}
