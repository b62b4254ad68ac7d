package dev.hawkeye.traces;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The W3C Trace Context header {@code traceparent} in records. */
final class TraceHeader {
    static final String NAME = "traceparent";

    /** Size of every header that is created here, name and value. */
    static final int BYTES = NAME.length() + 55;

    private static final W3CTraceContextPropagator FORMAT = W3CTraceContextPropagator.getInstance();

    private static final TextMapGetter<Header> AS_TEXT =
            (header, key) -> key.equals(NAME) && header != null ? new String(header.value(), US_ASCII) : null;

    private TraceHeader() {}

    /** @return empty if the record belongs to no trace, or the header is invalid */
    static Optional<Context> read(Headers headers) {
        return span(headers)
                .filter(span -> span.getSpanContext().isSampled())
                .map(span -> Context.root().with(span));
    }

    /**
     * The header for a record that is derived from another one. Written anew, since the other one may be of any size.
     *
     * @return empty if the record has no such header, or an invalid one
     */
    static Optional<Header> handedOn(Headers headers) {
        return span(headers).map(TraceHeader::of);
    }

    private static Optional<Span> span(Headers headers) {
        Header header = headers.lastHeader(NAME);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        Span span = Span.fromContext(FORMAT.extract(Context.root(), header, AS_TEXT));
        return span.getSpanContext().isValid() ? Optional.of(span) : Optional.empty();
    }

    static Header of(Span span) {
        Map<String, String> fields = new HashMap<>();
        FORMAT.inject(Context.root().with(span), fields, Map::put);
        return new RecordHeader(NAME, fields.get(NAME).getBytes(US_ASCII));
    }
}
