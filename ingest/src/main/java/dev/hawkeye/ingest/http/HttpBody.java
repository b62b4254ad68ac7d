package dev.hawkeye.ingest.http;

import dev.hawkeye.ingest.source.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of one response, as it arrives. A read waits for data, the deadline or the camera's stop signal. Data is
 * fetched only as it is read, so a camera that sends faster does not fill the memory. Not thread-safe.
 */
public final class HttpBody extends InputStream implements Flow.Subscriber<List<ByteBuffer>> {
    private static final long POLL_MILLIS = 20;
    private static final Object END = new Object();

    private final Deadline deadline;
    private final BlockingQueue<Object> arrivals = new LinkedBlockingQueue<>(); // lists of buffers, an exception, END
    private final Queue<ByteBuffer> buffers = new ArrayDeque<>();
    private volatile Flow.Subscription subscription;
    private volatile boolean closed;
    private boolean ended;

    HttpBody(Deadline deadline) {
        this.deadline = deadline;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (closed) {
            given.cancel(); // the client calls this on a thread of its own, perhaps after close()
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        arrivals.add(item);
    }

    @Override
    public void onError(Throwable failure) {
        arrivals.add(failure);
    }

    @Override
    public void onComplete() {
        arrivals.add(END);
    }

    @Override
    public int read() throws IOException {
        return await() ? buffers.element().get() & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!await()) {
            return -1;
        }
        ByteBuffer buffer = buffers.element();
        int count = Math.min(length, buffer.remaining());
        buffer.get(bytes, offset, count);
        return count;
    }

    @Override
    public int available() {
        return buffers.stream().mapToInt(ByteBuffer::remaining).sum();
    }

    /** @return false at the end */
    private boolean await() throws IOException {
        while (!ended) {
            while (!buffers.isEmpty() && !buffers.element().hasRemaining()) {
                buffers.remove();
            }
            if (!buffers.isEmpty()) {
                return true;
            }
            take();
        }
        return false;
    }

    @SuppressWarnings("unchecked") // only lists of buffers come through onNext
    private void take() throws IOException {
        Object arrival = poll();
        if (arrival == END) {
            ended = true;
        } else if (arrival instanceof List<?> list) {
            buffers.addAll((List<ByteBuffer>) list);
            subscription.request(1);
        } else if (arrival instanceof Throwable) {
            throw new IOException("the connection was lost"); // the cause's message may quote anything
        }
    }

    private Object poll() throws IOException {
        try {
            while (true) {
                if (deadline.givesUp()) {
                    throw new InterruptedIOException("sent nothing");
                }
                Object arrival = arrivals.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (arrival != null) {
                    return arrival;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        }
    }

    /** Closes the connection, unless the response was read to its end. */
    @Override
    public void close() {
        closed = true;
        if (!ended && subscription != null) {
            subscription.cancel();
        }
        ended = true;
        buffers.clear();
    }
}
