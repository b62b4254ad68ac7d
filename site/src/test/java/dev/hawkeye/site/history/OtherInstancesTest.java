package dev.hawkeye.site.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.CountWindow;
import dev.hawkeye.counts.HistoryAnswer;
import dev.hawkeye.counts.HistoryUnavailableException;
import dev.hawkeye.site.config.HttpConfig;
import dev.hawkeye.site.http.Health;
import dev.hawkeye.site.http.HttpRefusal;
import dev.hawkeye.site.http.HttpServer;
import io.javalin.http.Handler;
import java.util.List;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a server that stands for the other instance. */
class OtherInstancesTest {
    private static final CountWindow WINDOW =
            new CountWindow(10_000, 20_000, 4, 1, 2, true, List.of(new ClassCount("car", 3, 5, 1.25, 2)));

    private final OtherInstances others = new OtherInstances("sesame-sesame-17");
    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void asksWithTheTokenAsOneThatIsNotToBePassedOn() {
        HostInfo other = serve(context -> {
            assertThat(context.header("Authorization")).isEqualTo("Bearer sesame-sesame-17");
            assertThat(context.header("Hawkeye-Passed-On")).isNotNull();
            assertThat(context.queryParam("camera")).isEqualTo("gate & yard");
            assertThat(context.queryParam("from")).isEqualTo("1");
            assertThat(context.queryParam("to")).isEqualTo("2");
            context.json(new HistoryAnswer("gate & yard", List.of(WINDOW)));
            assertThat(context.result())
                    .isEqualTo(
                            "{\"camera\":\"gate & yard\",\"windows\":[{\"start\":10000,\"end\":20000,"
                                    + "\"framesAnalysed\":4,\"framesShed\":1,\"framesFailed\":2,\"classes\":[{\"className\":\"car\","
                                    + "\"framesWith\":3,\"detections\":5,\"mean\":1.25,\"peak\":2,\"objects\":0,\"newObjects\":0}]}]}");
        });

        assertThat(others.ask(other, "gate & yard", 1, 2)).containsExactly(WINDOW);
    }

    @Test
    void handsOnWhyTheOtherCannotAnswer() {
        HostInfo other = serve(context -> {
            throw new HttpRefusal(503, "it is not here either");
        });

        assertThatExceptionOfType(HistoryUnavailableException.class)
                .isThrownBy(() -> others.ask(other, "gate", 1, 2))
                .withMessageContaining("127.0.0.1:" + other.port())
                .withMessageContaining("try again")
                .withMessageContaining("status 503, it is not here either")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("sesame"));
    }

    @Test
    void saysWhenWhatAnswersIsNoHawkeye() {
        HostInfo other = serve(context -> context.result("<html>"));

        assertThatExceptionOfType(HistoryUnavailableException.class)
                .isThrownBy(() -> others.ask(other, "gate", 1, 2))
                .withMessageContaining("JsonParseException");
    }

    @Test
    void aRangeThatTheOtherRefusesIsRefusedHereToo() {
        HostInfo other = serve(context -> {
            throw new HttpRefusal(400, "from and to must be ms since 1970");
        });

        assertThatIllegalArgumentException()
                .isThrownBy(() -> others.ask(other, "gate", 2, 1))
                .withMessage("from and to must be ms since 1970");
    }

    @Test
    void saysWhenNobodyAnswers() {
        HostInfo other = serve(context -> {});
        server.close();

        assertThatExceptionOfType(HistoryUnavailableException.class)
                .isThrownBy(() -> others.ask(other, "gate", 1, 2))
                .withMessageContaining("ConnectException");
    }

    private HostInfo serve(Handler handler) {
        server = HttpServer.start(
                new HttpConfig("127.0.0.1", 0, ""), new Health(), List.of(routes -> routes.get("/history", handler)));
        return new HostInfo("127.0.0.1", server.port());
    }
}
