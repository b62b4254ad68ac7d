package dev.hawkeye.ingest.sending;

import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.ingest.status.CameraHealth;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.traces.Traces;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the frames of one camera to the frames topic, for the lifetime of its reader. A live camera offers each frame
 * once: frames that Kafka cannot accept at that moment are dropped and counted. A lossless camera waits for the
 * detector and for Kafka, however long that takes. Used by the camera's thread; acknowledgments arrive on the
 * producer's thread.
 *
 * <p>A lossless camera has one frame in flight: the next is encoded meanwhile, but sent only after Kafka has
 * acknowledged this one. So after any failure, Kafka has the first frames of a stream without a gap, and the last of
 * them shows where to resume. With more in flight, one could be lost while a later one arrives.
 *
 * <p>A frame whose record is too large is discarded alone, in both modes: a retry would fail again.
 */
public final class FrameOutlet implements FrameSink {
    private static final Logger log = LoggerFactory.getLogger(FrameOutlet.class);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(50);
    private static final long POLL_MILLIS = 50; // of the stop signal, while waiting for an acknowledgment

    private final boolean lossless;
    private final String topic;
    private final Serializer<Frame> serializer;
    private final RecordSender sender;
    private final Backlog backlog;
    private final CameraHealth health;
    private final StopSignal stop;
    private final Traces traces;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Oversize oversize = new Oversize(System::nanoTime);
    private int inFlight; // guarded by this

    /** @param lossless whether a frame waits when Kafka or the detector cannot keep up, instead of being dropped */
    public FrameOutlet(
            boolean lossless,
            String topic,
            Serializer<Frame> serializer,
            RecordSender sender,
            Backlog backlog,
            CameraHealth health,
            StopSignal stop,
            Traces traces) {
        this.lossless = lossless;
        this.topic = topic;
        this.serializer = serializer;
        this.sender = sender;
        this.backlog = backlog;
        this.health = health;
        this.stop = stop;
        this.traces = traces;
    }

    @Override
    public int settle() throws CameraException {
        if (!lossless || !awaitAcknowledged()) {
            return 0;
        }
        check();
        return oversize.takeFreeNumbers();
    }

    @Override
    public boolean givesUp(Frame frame) {
        if (oversize.frames() == 0) {
            return false; // avoids serializing the frame to learn its size
        }
        int bytes;
        try {
            bytes = serializer.serialize(topic, frame).length;
        } catch (RegistryException e) {
            return false; // delivery waits for the registry
        }
        if (oversize.fits(bytes)) {
            return false;
        }
        Oversize.Given given = Oversize.Given.of(frame, bytes);
        String why = "it has " + bytes + " bytes, and Kafka refused one that is no larger";
        health.dropped(1, oversize.discarded(given, why));
        return true;
    }

    @Override
    public boolean lostItsEnd() {
        return awaitAcknowledged() && oversize.takeEnd();
    }

    /** A sentence about the frames discarded for their size; empty when there are none. */
    public Optional<String> shortfall() {
        return oversize.shortfall();
    }

    @Override
    public long refused() {
        return oversize.frames();
    }

    @Override
    public void discard(String why) {
        health.dropped(1, "a frame is dropped: " + why);
    }

    private void giveUp(Oversize.Given frame, String why) {
        String error = oversize.refused(frame, why);
        health.dropped(1, error);
        if (oversize.frames() == 1) { // the status shows the latest, and the end of a file the number
            log.warn("Camera {}: {}", frame.camera(), error);
        }
    }

    @Override
    public boolean deliver(Frame frame) throws CameraException {
        boolean insists = lossless || frame.getLast();
        Optional<Header> trace = traces.captured(frame);
        while (true) {
            Optional<RuntimeException> refusal = attempt(frame, trace);
            if (refusal.isEmpty()) {
                return true;
            }
            RuntimeException cause = refusal.get();
            if (stop.isRaised()) {
                return false;
            }
            if (Oversize.isReason(cause)) {
                return false; // it has been discarded
            }
            if (insists && !isPassing(cause)) {
                throw CameraException.temporary("the frame cannot be sent: " + RecordSender.why(cause));
            }
            if (!insists) {
                health.dropped(1, "frames are dropped: " + RecordSender.why(cause));
                return false;
            }
            stop.awaitRaised(RETRY_PAUSE);
        }
    }

    private static boolean isPassing(RuntimeException refusal) {
        return refusal instanceof RetriableException || refusal instanceof RegistryException;
    }

    private Optional<RuntimeException> attempt(Frame frame, Optional<Header> trace) {
        try {
            Optional<Integer> partitions = sender.partitions(topic);
            if (partitions.isEmpty()) {
                return Optional.of(new TimeoutException("Kafka does not answer, or has no topic " + topic));
            }
            byte[] value = serializer.serialize(topic, frame);
            int partition = KeyPartition.of(frame.getCamera(), partitions.get());
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                    topic, partition, frame.getCaptureTime().toEpochMilli(), frame.getCamera(), value);
            trace.ifPresent(record.headers()::add);
            Optional<RuntimeException> refusal = send(record, frame);
            refusal.filter(Oversize::isReason)
                    .ifPresent(e -> giveUp(Oversize.Given.of(frame, value.length), RecordSender.why(e)));
            return refusal;
        } catch (RegistryException e) {
            return Optional.of(e);
        }
    }

    private Optional<RuntimeException> send(ProducerRecord<String, byte[]> record, Frame frame) {
        int partition = record.partition();
        if (lossless && !backlog.awaitRoom(partition, stop)) {
            return Optional.of(new IllegalStateException("stopped"));
        }
        departed();
        int jpegBytes = frame.getJpeg().remaining();
        Oversize.Given sent = Oversize.Given.of(frame, record.value().length);
        Optional<RuntimeException> refusal = sender.offer(record, (metadata, e) -> {
            if (e != null && Oversize.isReason(e)) {
                giveUp(sent, RecordSender.why(e));
                oversize.takeBack();
                released(partition);
            } else {
                settle(metadata, e, jpegBytes);
            }
        });
        if (refusal.isPresent()) {
            arrived();
            if (lossless) {
                backlog.failed(partition);
            }
        }
        return refusal;
    }

    private void settle(RecordMetadata metadata, Exception e, int jpegBytes) {
        if (e == null) {
            health.sent(jpegBytes);
        } else {
            failure.compareAndSet(null, e);
            health.dropped(1, "frames are lost: " + RecordSender.why(e));
        }
        if (lossless) {
            if (e == null) {
                backlog.acknowledged(metadata.partition(), metadata.offset());
            } else {
                backlog.failed(metadata.partition());
            }
        }
        arrived();
    }

    private void released(int partition) {
        if (lossless) {
            backlog.failed(partition);
        }
        arrived();
    }

    private synchronized void departed() {
        inFlight++;
    }

    private synchronized void arrived() {
        inFlight--;
        notifyAll();
    }

    /**
     * Reports a frame that was accepted and then lost. The source's next picture must not be sent after such a loss.
     *
     * @throws CameraException once for each such loss
     */
    public void check() throws CameraException {
        Exception e = failure.getAndSet(null);
        if (e != null) {
            throw CameraException.temporary("frames are lost: " + RecordSender.why(e));
        }
    }

    /**
     * Waits until all frames are acknowledged or lost.
     *
     * @return false when the camera is stopped first
     */
    public boolean awaitAcknowledged() {
        return await(stop::isRaised);
    }

    /**
     * Waits likewise, up to a timeout, when the camera is being stopped: its next reader resumes from what is on the
     * topic.
     */
    public void awaitAcknowledged(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        if (!await(() -> System.nanoTime() - end > 0)) {
            log.warn("Kafka did not acknowledge the last frame in time, so another instance may send it again");
        }
    }

    private synchronized boolean await(BooleanSupplier givesUp) {
        while (inFlight > 0) {
            if (givesUp.getAsBoolean()) {
                return false;
            }
            try {
                wait(POLL_MILLIS);
            } catch (InterruptedException e) {
                stop.raise();
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
