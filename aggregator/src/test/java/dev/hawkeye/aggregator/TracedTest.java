package dev.hawkeye.aggregator;

import static dev.hawkeye.aggregator.Shot.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.aggregator.config.ConfigBuilder;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.Registries;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.streams.FatalRecords;
import dev.hawkeye.traces.Traces;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** One trace from a camera to an event, through the headers of all records between. */
class TracedTest {
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Traces traces = Traces.over(
            SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build(),
            1);

    @Test
    void theFrameThatConfirmsAnEventIsFollowedFromTheCameraToTheEvent() {
        try (AggregatorDriver aggregator = driver(traces)) {
            // when
            for (int second = 0; second < 3; second++) {
                aggregator.send(shot(second), detected(traces, second));
            }

            // then
            TestRecord<String, Event> event = aggregator.eventRecords().get(0);
            List<SpanData> way = spans.getFinishedSpanItems().stream()
                    .filter(span -> List.of("ingest", "detect", "aggregate").contains(span.getName()))
                    .skip(6)
                    .toList();
            assertThat(way).extracting(SpanData::getName).containsExactly("ingest", "detect", "aggregate");
            assertThat(way)
                    .extracting(SpanData::getTraceId)
                    .containsOnly(way.get(0).getTraceId());
            assertThat(way.get(1).getParentSpanId()).isEqualTo(way.get(0).getSpanId());
            assertThat(way.get(2).getParentSpanId()).isEqualTo(way.get(1).getSpanId());
            assertThat(traceparent(event.headers()))
                    .startsWith(
                            "00-" + way.get(2).getTraceId() + "-" + way.get(2).getSpanId() + "-");
        }
    }

    @Test
    void whatFollowsAFrameWithoutATraceHasNone() {
        try (AggregatorDriver aggregator = driver(traces)) {
            // when
            aggregator.send(shot(0), detected(traces, 0));
            aggregator.send(shot(1), detected(traces, 1));
            aggregator.send(shot(2), new RecordHeaders());

            // then
            assertThat(aggregator.eventRecords().get(0).headers().lastHeader("traceparent"))
                    .isNull();
        }
    }

    @Test
    void aServiceThatSendsNoSpansHandsTheTraceOn() {
        try (AggregatorDriver aggregator = driver(Traces.OFF)) {
            // when
            Headers headers = detected(traces, 0);
            for (int second = 0; second < 3; second++) {
                aggregator.send(shot(second), new RecordHeaders(headers));
            }

            // then
            assertThat(traceparent(aggregator.eventRecords().get(0).headers())).isEqualTo(traceparent(headers));
        }
    }

    private static AggregatorDriver driver(Traces traces) {
        SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://traced"));
        return new AggregatorDriver(new ConfigBuilder(), null, new FatalRecords(), Registries.of(registry), traces);
    }

    private static Detection shot(int second) {
        return at(second, second).with("person", .9).detection();
    }

    /** The headers of a detection, after ingest and detector. */
    private static Headers detected(Traces traces, int second) {
        Headers frame = new RecordHeaders();
        traces.captured(frame(second)).ifPresent(frame::add);
        Headers detection = new RecordHeaders();
        traces.detected(frame, shot(second), 1_000_000).ifPresent(detection::add);
        return detection;
    }

    private static Frame frame(int second) {
        return Frame.newBuilder()
                .setCamera("gate")
                .setStream("s1")
                .setSequence(second)
                .setCaptureTime(Instant.ofEpochMilli(Shot.ZERO + second * 1000L))
                .setWidth(1280)
                .setHeight(720)
                .setLive(true)
                .setJpeg(ByteBuffer.allocate(0))
                .build();
    }

    private static String traceparent(Headers headers) {
        Header header = headers.lastHeader("traceparent");
        return header == null ? null : new String(header.value(), UTF_8);
    }
}
