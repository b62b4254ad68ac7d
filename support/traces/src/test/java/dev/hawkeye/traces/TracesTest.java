package dev.hawkeye.traces;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.StepTimes;
import dev.hawkeye.settings.SettingException;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class TracesTest {
    private static final Instant NOW = Instant.parse("2026-05-01T08:00:00Z");

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();

    private Traces oneIn(int frames) {
        return Traces.over(
                SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build(),
                frames);
    }

    @Test
    void theStepsOfADetectionFollowEachOther() {
        Traces traces = oneIn(1);
        Headers headers = headers(traces.captured(frame(0)).orElseThrow());

        traces.detected(headers, detection(1000, 200, 100, 30_000, 400), 40_000_000);

        List<SpanData> steps = spans.getFinishedSpanItems().subList(2, 7);
        SpanData detect = spans.getFinishedSpanItems().get(7);
        assertThat(steps)
                .extracting(SpanData::getName)
                .containsExactly("queue", "decode", "letterbox", "inference", "nms");
        assertThat(steps)
                .extracting(step -> (step.getEndEpochNanos() - step.getStartEpochNanos()) / 1000)
                .containsExactly(1000L, 200L, 100L, 30_000L, 400L);
        for (int i = 1; i < steps.size(); i++) {
            assertThat(steps.get(i).getStartEpochNanos())
                    .isEqualTo(steps.get(i - 1).getEndEpochNanos());
        }
        assertThat(steps).extracting(SpanData::getParentSpanId).containsOnly(detect.getSpanId());
        assertThat(detect.getEndEpochNanos() - detect.getStartEpochNanos()).isEqualTo(40_000_000);
        assertThat(detect.getAttributes().asMap().toString()).contains("gate", "DETECTED", "yolo.onnx");
    }

    @Test
    void aTraceBeginsWhenThePictureWasTaken() {
        oneIn(1).captured(frame(0));

        SpanData ingest = spans.getFinishedSpanItems().get(1);
        assertThat(ingest.getName()).isEqualTo("ingest");
        assertThat(ingest.getStartEpochNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(NOW.toEpochMilli()));
        assertThat(ingest.getParentSpanContext().isValid()).isFalse();
    }

    @Test
    void oneInSoManyFramesIsChosenAndAlwaysTheSame() {
        Traces traces = oneIn(100);

        List<Integer> once = chosen(traces);

        assertThat(once).hasSizeBetween(150, 250);
        assertThat(chosen(oneIn(100))).isEqualTo(once);
    }

    private static List<Integer> chosen(Traces traces) {
        return IntStream.range(0, 20_000)
                .filter(sequence -> traces.captured(frame(sequence)).isPresent())
                .boxed()
                .toList();
    }

    @Test
    void withoutTracesNothingHappens() {
        assertThat(Traces.OFF.captured(frame(0))).isEmpty();
        assertThat(Traces.OFF.detected(new RecordHeaders(), detection(1, 1, 1, 1, 1), 1))
                .isEmpty();
        try (Traces.Aggregation aggregation = Traces.OFF.aggregating(new RecordHeaders())) {
            assertThat(aggregation.header()).isEmpty();
        }
        assertThat(Traces.to(new TracingConfig("", 100), "detect", "north")).isSameAs(Traces.OFF);
    }

    @Test
    void aHeaderThatIsNoTraceIsIgnored() {
        Headers odd = new RecordHeaders().add("traceparent", "00-nothing".getBytes(US_ASCII));
        Headers empty = new RecordHeaders().add("traceparent", null);

        assertThat(oneIn(1).detected(odd, detection(1, 1, 1, 1, 1), 1)).isEmpty();
        assertThat(oneIn(1).detected(empty, detection(1, 1, 1, 1, 1), 1)).isEmpty();
        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "00"})
    void withoutTracesThoseOfOthersAreHandedOnSampledOrNot(String flags) {
        String value = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-" + flags;
        Headers headers = new RecordHeaders().add("traceparent", value.getBytes(US_ASCII));

        Optional<Header> toDetection = Traces.OFF.detected(headers, detection(1, 1, 1, 1, 1), 1);
        Optional<Header> toEvent = Traces.OFF.aggregating(headers).header();

        assertThat(toDetection)
                .hasValueSatisfying(header -> assertThat(text(header)).isEqualTo(value));
        assertThat(toEvent)
                .hasValueSatisfying(header -> assertThat(text(header)).isEqualTo(value));
        assertThat("traceparent".length() + value.length()).isEqualTo(Traces.MAX_HEADER_BYTES);
    }

    @Test
    void nothingIsHandedOnThatIsNoTraceOrLongerThanOne() {
        String trace = "-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        String more = "-" + "x".repeat(2 << 20);

        assertThat(handedOn("x".repeat(2 << 20))).isEmpty();
        assertThat(handedOn("00" + trace + more)).isEmpty();
        // A future version may have further fields, of which this one knows nothing.
        assertThat(handedOn("01" + trace + more)).hasValue("00" + trace);
    }

    private static Optional<String> handedOn(String value) {
        Headers headers = new RecordHeaders().add("traceparent", value.getBytes(US_ASCII));
        return Traces.OFF.detected(headers, detection(1, 1, 1, 1, 1), 1).map(TracesTest::text);
    }

    private static String text(Header header) {
        return new String(header.value(), US_ASCII);
    }

    @Test
    void spansReachACollectorOverHttp() throws Exception {
        // given
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), US_ASCII));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";

        // when
        try (Traces traces = Traces.to(new TracingConfig(endpoint, 1), "ingest", "north")) {
            traces.captured(frame(0));
        } finally {
            collector.stop(1);
        }

        // then
        assertThat(received).singleElement().asString().contains("hawkeye-ingest", "north", "encode", "gate");
    }

    @Test
    void aCollectorThatRefusesSpansIsToldInALineOfTheLogAndNowhereElse() throws Exception {
        // given
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
        });
        collector.start();
        String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        ((Logger) LoggerFactory.getLogger(Traces.class)).addAppender(lines);
        Elsewhere elsewhere = new Elsewhere();
        java.util.logging.Logger.getLogger("").addHandler(elsewhere);

        // when
        try (Traces traces = Traces.to(new TracingConfig(endpoint, 1), "ingest", "north")) {
            traces.captured(frame(0));
        } finally {
            collector.stop(1);
            java.util.logging.Logger.getLogger("").removeHandler(elsewhere);
            ((Logger) LoggerFactory.getLogger(Traces.class)).detachAppender(lines);
        }

        // then
        assertThat(lines.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains("Failed to export", "status code 400");
        assertThat(elsewhere.records).isEmpty();
    }

    /** What java.util.logging would print to stderr. */
    private static final class Elsewhere extends Handler {
        private final List<LogRecord> records = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void anEndpointMayHaveNoUser() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> new TracingConfig("http://me:planted@192.0.2.1:4318/v1/traces", 1))
                .withMessageContaining("must be like http://HOST:4318/v1/traces")
                .withMessageNotContaining("planted");
    }

    private static Headers headers(Header header) {
        return new RecordHeaders().add(header);
    }

    private static Frame frame(int sequence) {
        return Frame.newBuilder()
                .setCamera("gate")
                .setStream("s1")
                .setSequence(sequence)
                .setCaptureTime(NOW)
                .setWidth(1280)
                .setHeight(720)
                .setLive(true)
                .setIngestMicros(5000)
                .setJpeg(ByteBuffer.allocate(0))
                .build();
    }

    private static Detection detection(long queue, long decode, long letterbox, long inference, long nms) {
        return Detection.newBuilder()
                .setCamera("gate")
                .setStream("s1")
                .setSequence(0)
                .setCaptureTime(NOW)
                .setWidth(1280)
                .setHeight(720)
                .setLive(true)
                .setFate(Fate.DETECTED)
                .setObjects(List.of())
                .setFrame(new FrameRef("frames", 0, 0L))
                .setModel("yolo.onnx")
                .setModelSha256("")
                .setTimes(StepTimes.newBuilder()
                        .setIngestMicros(5000)
                        .setQueueMicros(queue)
                        .setDecodeMicros(decode)
                        .setLetterboxMicros(letterbox)
                        .setInferenceMicros(inference)
                        .setNmsMicros(nms)
                        .setAgeMicros(0)
                        .build())
                .build();
    }
}
