package dev.hawkeye.traces;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.StepTimes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The traces of one in so many frames, from the camera to the events. Each service adds a span and passes the header
 * {@code traceparent} on to the records that it derives from the frame. The choice of frames depends on camera, stream
 * and number, so a frame that is resent is chosen again.
 *
 * <p>Spans are sent in the background and in batches, and dropped when the backend does not accept them: no frame ever
 * waits for one. Owns the exporter until {@link #close()}. Thread-safe.
 */
public final class Traces implements AutoCloseable {
    /** Creates no spans, but passes on the trace headers of other services. */
    public static final Traces OFF = new Traces(null, 1);

    /** Maximum size of the header that is added to a record, name and value. */
    public static final int MAX_HEADER_BYTES = TraceHeader.BYTES;

    private static final Duration LAST_BATCH = Duration.ofSeconds(2);
    private static final AttributeKey<String> CAMERA = AttributeKey.stringKey("hawkeye.camera");
    private static final AttributeKey<String> STREAM = AttributeKey.stringKey("hawkeye.stream");
    private static final AttributeKey<Long> SEQUENCE = AttributeKey.longKey("hawkeye.sequence");
    private static final AttributeKey<String> FATE = AttributeKey.stringKey("hawkeye.fate");
    private static final AttributeKey<String> MODEL = AttributeKey.stringKey("hawkeye.model");
    private static final AttributeKey<Long> OBJECTS = AttributeKey.longKey("hawkeye.objects");
    private static final AttributeKey<Long> BATCH = AttributeKey.longKey("hawkeye.batch");

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final int oneIn;

    private Traces(SdkTracerProvider provider, int oneIn) {
        this.provider = provider;
        this.tracer = provider == null ? null : provider.get("hawkeye");
        this.oneIn = oneIn;
    }

    /**
     * Sends spans to the configured endpoint, or nowhere if there is none. Does not check that the endpoint is
     * reachable.
     *
     * @param service name of the command, such as detect
     * @param site name of the site
     */
    public static Traces to(TracingConfig config, String service, String site) {
        if (!config.isUsed()) {
            return OFF;
        }
        ExporterLog.use();
        OtlpHttpSpanExporter exporter =
                OtlpHttpSpanExporter.builder().setEndpoint(config.endpoint()).build();
        Resource resource = Resource.create(Attributes.of(
                AttributeKey.stringKey("service.name"),
                "hawkeye-" + service,
                AttributeKey.stringKey("service.namespace"),
                site));
        return over(
                SdkTracerProvider.builder()
                        .setResource(resource)
                        .setSampler(Sampler.parentBased(Sampler.alwaysOn()))
                        .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                        .build(),
                config.oneIn());
    }

    /** Uses the caller's provider, which is closed with this object. */
    public static Traces over(SdkTracerProvider provider, int oneIn) {
        return new Traces(provider, oneIn);
    }

    /**
     * Starts the trace of a frame that ingest is sending. The trace begins when the picture was taken.
     *
     * @return the header for the frame's record; empty for most frames
     */
    public Optional<Header> captured(Frame frame) {
        if (tracer == null || !isChosen(frame)) {
            return Optional.empty();
        }
        long now = nowNanos();
        long encoding = now - TimeUnit.MICROSECONDS.toNanos(frame.getIngestMicros());
        // The capture time of a recording may be any time.
        long begin = frame.getLive() ? Math.min(nanos(frame.getCaptureTime()), encoding) : encoding;
        Span span = tracer.spanBuilder("ingest")
                .setNoParent()
                .setSpanKind(SpanKind.PRODUCER)
                .setStartTimestamp(begin, TimeUnit.NANOSECONDS)
                .setAttribute(CAMERA, frame.getCamera())
                .setAttribute(STREAM, frame.getStream())
                .setAttribute(SEQUENCE, frame.getSequence())
                .startSpan();
        step(span, "encode", encoding, now);
        span.end(now, TimeUnit.NANOSECONDS);
        return Optional.of(TraceHeader.of(span));
    }

    private boolean isChosen(Frame frame) {
        int hash = 31 * (31 * frame.getCamera().hashCode() + frame.getStream().hashCode())
                + Long.hashCode(frame.getSequence());
        // Consecutive frames have consecutive hashes, and a camera's audits come at regular intervals.
        int mixed = hash * 0x9E3779B9;
        mixed = (mixed ^ (mixed >>> 15)) * 0x85EBCA6B;
        return Integer.remainderUnsigned(mixed ^ (mixed >>> 13), oneIn) == 0;
    }

    /**
     * Adds the detector's span for a frame, with a child span for each step that has a time.
     *
     * @param headers the headers of the frame's record
     * @param sinceArrival time since the detector read the frame, ns
     * @return the header for the detection's record; empty if the frame has no trace
     */
    public Optional<Header> detected(Headers headers, Detection detection, long sinceArrival) {
        if (tracer == null) {
            return TraceHeader.handedOn(headers);
        }
        return TraceHeader.read(headers).map(parent -> detected(parent, detection, sinceArrival));
    }

    private Header detected(Context parent, Detection detection, long sinceArrival) {
        long now = nowNanos();
        long at = now - sinceArrival;
        Span span = consumer(parent, "detect", at)
                .setAttribute(CAMERA, detection.getCamera())
                .setAttribute(SEQUENCE, detection.getSequence())
                .setAttribute(FATE, detection.getFate().toString())
                .setAttribute(MODEL, detection.getModel())
                .setAttribute(OBJECTS, (long) detection.getObjects().size())
                .setAttribute(BATCH, (long) detection.getBatchSize())
                .startSpan();
        StepTimes times = detection.getTimes();
        at = step(span, "queue", at, at + TimeUnit.MICROSECONDS.toNanos(times.getQueueMicros()));
        at = step(span, "decode", at, at + TimeUnit.MICROSECONDS.toNanos(times.getDecodeMicros()));
        at = step(span, "letterbox", at, at + TimeUnit.MICROSECONDS.toNanos(times.getLetterboxMicros()));
        at = step(span, "inference", at, at + TimeUnit.MICROSECONDS.toNanos(times.getInferenceMicros()));
        step(span, "nms", at, at + TimeUnit.MICROSECONDS.toNanos(times.getNmsMicros()));
        if (detection.getReason() != null) {
            span.setStatus(StatusCode.ERROR, detection.getReason());
        }
        span.end(now, TimeUnit.NANOSECONDS);
        return TraceHeader.of(span);
    }

    /** @return its end; steps that took no time are omitted */
    private long step(Span parent, String name, long begin, long end) {
        if (end > begin) {
            tracer.spanBuilder(name)
                    .setParent(Context.root().with(parent))
                    .setStartTimestamp(begin, TimeUnit.NANOSECONDS)
                    .startSpan()
                    .end(end, TimeUnit.NANOSECONDS);
        }
        return end;
    }

    /**
     * Starts the aggregator's span for a detection.
     *
     * @param headers the headers of the detection's record
     * @return the span, to be closed when the detection has been processed
     */
    public Aggregation aggregating(Headers headers) {
        if (tracer == null) {
            return new Aggregation(null, TraceHeader.handedOn(headers));
        }
        Optional<Span> span = TraceHeader.read(headers)
                .map(parent -> consumer(parent, "aggregate", nowNanos()).startSpan());
        return new Aggregation(span.orElse(null), span.map(TraceHeader::of));
    }

    /** The aggregator's processing of one detection. Not thread-safe. */
    public static final class Aggregation implements AutoCloseable {
        private final Span span; // null without a trace
        private final Optional<Header> header;

        private Aggregation(Span span, Optional<Header> header) {
            this.span = span;
            this.header = header;
        }

        /** The header for the records derived from the detection. */
        public Optional<Header> header() {
            return header;
        }

        @Override
        public void close() {
            if (span != null) {
                span.end();
            }
        }
    }

    private SpanBuilder consumer(Context parent, String name, long begin) {
        return tracer.spanBuilder(name)
                .setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .setStartTimestamp(begin, TimeUnit.NANOSECONDS);
    }

    private static long nowNanos() {
        return nanos(Instant.now());
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    /** Sends the remaining spans, for two seconds at most. */
    @Override
    public void close() {
        if (provider != null) {
            provider.shutdown().join(LAST_BATCH.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
