package dev.hawkeye.streams;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the sizes of records that the broker or the producer refused, by topic, so that no record as large is sent
 * again soon.
 *
 * <p>Why this is needed. A record too large for its topic is refused only when it is sent, and by then it is too late
 * to skip it: under {@code exactly_once_v2} a failed send makes the whole transaction abortable, so no response of a
 * {@link org.apache.kafka.streams.errors.ProductionExceptionHandler} can save it. The stream thread dies, another one
 * starts over from the last commit, creates the same record, and dies as well, forever. The limit cannot be queried
 * beforehand either: it is the topic's, the broker's or the producer's, and applies to the compressed batch.
 *
 * <p>So the first death is accepted: {@link RecordTooLargeHandler} notes the size here, and the processor that starts
 * over calls {@link #fits} before it forwards. Each further death over a topic needs a smaller record than the previous
 * one.
 *
 * <p>A note may be wrong: the limit was raised again, or the record only shared a batch with one that was too large. So
 * each one is doubted after a while ({@link RefusedSize}), and the next record of that size is sent after all. If it is
 * refused too, that costs one more death, and the note is trusted for longer.
 *
 * <p>One per topology; thread-safe.
 */
public final class RefusedSizes {
    private static final Logger log = LoggerFactory.getLogger(RefusedSizes.class);

    private static final long MOMENT_NANOS = 900_000_000;

    private final MeterRegistry metrics;
    private final LongSupplier nanoTime;
    private final Map<String, RefusedSize> byTopic = new ConcurrentHashMap<>();
    private Exception lastException;
    private long lastTime;

    public RefusedSizes(MeterRegistry metrics) {
        this(metrics, System::nanoTime);
    }

    RefusedSizes(MeterRegistry metrics, LongSupplier nanoTime) {
        this.metrics = metrics;
        this.nanoTime = nanoTime;
    }

    /** The properties that make a topology notify this instance. */
    public Map<String, Object> properties() {
        return Map.of(
                StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                RecordTooLargeHandler.class,
                RecordTooLargeHandler.SIZES,
                this);
    }

    /**
     * Checks a record before it is forwarded.
     *
     * @param bytes size of the record, see {@link #bytes}
     * @return false when a record of this size or a smaller one was refused, and it is not time to try again
     */
    public boolean fits(String topic, int bytes) {
        RefusedSize refused = byTopic.get(topic);
        return refused == null || refused.allows(bytes, nanoTime.getAsLong());
    }

    /** Size of a record as counted here: key, value and headers, without framing. */
    public static int bytes(byte[] key, byte[] value, Headers headers) {
        long bytes = length(key) + length(value);
        for (Header header : headers) {
            bytes += header.key().length() + length(header.value());
        }
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /**
     * Notes a refusal. A failed send also fails all unsent records of the same producer, with the same exception
     * instance, so of several simultaneous reports only the first concerns a record that was too large.
     */
    void refused(String topic, int bytes, Exception exception) {
        long now = nanoTime.getAsLong();
        if (!isFirstOf(exception, now)) {
            return;
        }
        long pause = byTopic.computeIfAbsent(topic, t -> new RefusedSize()).refuse(bytes, now);
        RunnerMetrics.TOO_LARGE.counter(metrics, topic).increment();
        log.warn(
                "a record of {} bytes is too large for topic {}: the stream thread restarts, drops records of that size"
                        + " for {} minutes, and then tries again; to let them through, raise the topic's"
                        + " max.message.bytes and segment.bytes, or raise the producer's max.request.size and restart",
                bytes,
                topic,
                TimeUnit.NANOSECONDS.toMinutes(pause));
    }

    /**
     * The exception for a broker's refusal is a singleton, so refusals are distinguished by time. If this errs, a
     * record goes unnoted and costs one more thread.
     */
    private synchronized boolean isFirstOf(Exception exception, long now) {
        if (exception == lastException && now - lastTime < MOMENT_NANOS) {
            return false;
        }
        lastException = exception;
        lastTime = now;
        return true;
    }
}
