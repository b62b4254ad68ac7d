package dev.hawkeye.streams;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * Kafka Streams' own handler, which also notifies {@link RefusedSizes} of each record refused for its size, whether by
 * the record limit or by the segment size. Created by Kafka Streams from {@link RefusedSizes#properties()}, once per
 * task of each stream thread; called by that thread and its producer's thread.
 */
public final class RecordTooLargeHandler extends DefaultProductionExceptionHandler {
    static final String SIZES = "hawkeye.refused.sizes";

    private RefusedSizes sizes;
    private boolean reported;

    @Override
    public void configure(Map<String, ?> configs) {
        super.configure(configs);
        sizes = (RefusedSizes) configs.get(SIZES);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        boolean size =
                exception instanceof RecordTooLargeException || exception instanceof RecordBatchTooLargeException;
        if (size && isFirst()) {
            int bytes = RefusedSizes.bytes(record.key(), record.value(), record.headers());
            sizes.refused(record.topic(), bytes, exception);
        }
        return super.handleError(context, record, exception);
    }

    /** Any failure after the first may be a consequence of it. */
    private synchronized boolean isFirst() {
        boolean first = !reported;
        reported = true;
        return first;
    }
}
