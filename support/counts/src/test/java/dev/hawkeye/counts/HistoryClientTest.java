package dev.hawkeye.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryClientTest {
    private static final byte[] ANSWER =
            ("{\"camera\":\"gate\",\"windows\":[{\"start\":0,\"end\":10000,\"framesAnalysed\":5,"
                            + "\"framesShed\":1,\"framesFailed\":2,\"classes\":["
                            + "{\"className\":\"bus\",\"framesWith\":1,\"detections\":2,\"mean\":0.4,\"peak\":2},"
                            + "{\"className\":\"car\",\"framesWith\":0,\"detections\":0,\"mean\":0,\"peak\":0,\"objects\":3,\"newObjects\":1,"
                            + "\"zones\":[{\"zone\":\"door\",\"entered\":4,\"exited\":3,\"mean\":1.5,\"peak\":2,\"dwellMillis\":900}],"
                            + "\"lines\":[{\"line\":\"gate\",\"direction\":\"in\",\"crossed\":5}]}]}]}")
                    .getBytes(StandardCharsets.UTF_8);

    /** As versions before objects answer. */
    private static final ClassCount BUS = new ClassCount("bus", 1, 2, .4, 2);

    private static final ClassCount CAR = new ClassCount(
            "car",
            0,
            0,
            0,
            0,
            3,
            1,
            List.of(new ZoneCount("door", 4, 3, 1.5, 2, 900)),
            List.of(new LineCount("gate", "in", 5)));

    private final CountDownLatch end = new CountDownLatch(1);
    private volatile int sent = ANSWER.length;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(HistoryClient.PATH, exchange -> {
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER, 0, sent);
            if (sent < ANSWER.length) {
                exchange.getResponseBody().flush();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void windowsOfTheHistoryAreFinal() throws Exception {
        assertThat(ask(Duration.ofSeconds(60), ANSWER.length))
                .containsExactly(new CountWindow(0, 10_000, 5, 1, 2, true, List.of(BUS, CAR)));
    }

    @Test
    void whatNothingHappenedInIsLeftOutOfTheAnswer() throws Exception {
        JsonMapper json = new JsonMapper();

        assertThat(json.writeValueAsString(BUS)).doesNotContain("zones", "lines", "tells");
        assertThat(json.readValue(json.writeValueAsString(CAR), ClassCount.class))
                .isEqualTo(CAR);
    }

    @Test
    void readsNoMoreThanTheLimit() {
        assertThatExceptionOfType(HistoryUnavailableException.class)
                .isThrownBy(() -> ask(Duration.ofSeconds(60), ANSWER.length - 1))
                .withMessageContaining("the answer has more than " + (ANSWER.length - 1) + " bytes");
    }

    @Test
    void waitsNoLongerThanTheLimitForTheRestOfAnAnswer() {
        sent = 10;

        assertThatExceptionOfType(HistoryUnavailableException.class)
                .isThrownBy(() -> ask(Duration.ofMillis(200), ANSWER.length))
                .withMessageStartingWith("no answer within");
    }

    private List<CountWindow> ask(Duration timeout, long maxBytes) throws InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new HistoryClient("", new HistoryClient.Limits(Duration.ofSeconds(60), timeout, maxBytes))
                .windows(address, "gate", 0, 20_000, false);
    }
}
