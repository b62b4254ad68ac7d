package dev.hawkeye.streams;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * Kafka Streams' own handler, which also notifies {@link RefusedSizes} of each record that was refused because of its
 * size, whether by the record limit or by the limit of a segment, into which it has to fit. Created by Kafka Streams
 * from {@link RefusedSizes#properties()}, one for each task of each stream thread; called by that thread and by its
 * producer's.
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

    /** What fails after the first failure may have failed because of it. */
    private synchronized boolean isFirst() {
        boolean first = !reported;
        reported = true;
        return first;
    }
}
