package dev.hawkeye.console.pictures;

import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.pictures.PictureKey.Kind;
import dev.hawkeye.console.pictures.PictureKey.Look;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.vision.detection.Box;
import dev.hawkeye.vision.paint.BoxPainter;
import dev.hawkeye.vision.paint.EventCrop;
import dev.hawkeye.vision.paint.ShownObject;
import dev.hawkeye.vision.picture.JpegScaler;
import dev.hawkeye.vision.picture.PictureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures on demand: read from Kafka by the location of their record, scaled down, with boxes drawn. Concurrent
 * requests for the same picture share one read, and recent pictures are kept, in bounded memory.
 *
 * <p>Owns {@value #WORKERS} threads with a consumer each, from {@link #start()} to {@link #close()}: while one waits
 * for an unavailable broker, the others continue. Thread-safe; callers never wait for a thread.
 */
public final class Pictures implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Pictures.class);
    private static final int WORKERS = 4;
    private static final int MAX_QUEUED = 256;
    private static final int QUALITY = 85;
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Supplier<PictureRecords> records;
    private final long maxPixels;
    private final PictureCache cache;
    private final Map<PictureKey, CompletableFuture<byte[]>> inWork = new ConcurrentHashMap<>();
    private final BlockingQueue<Job> waiting = new ArrayBlockingQueue<>(MAX_QUEUED);
    private final UnreadablePartitions outages = new UnreadablePartitions();
    private final List<Thread> workers = new ArrayList<>();
    private final List<PictureRecords> readers = new ArrayList<>();
    private volatile boolean closing;

    private record Job(PictureKey key, List<DetectedObject> objects, CompletableFuture<byte[]> answer) {}

    /** Wakes an idle worker, so that it notices the shutdown. */
    private static final Job NONE = new Job(null, List.of(), null);

    /**
     * @param records creates the reader of one worker
     * @param cacheBytes maximum bytes of cached JPEGs
     * @param maxPixels maximum size; a picture that claims more is not decoded
     */
    public Pictures(Supplier<PictureRecords> records, long cacheBytes, long maxPixels) {
        this.records = records;
        this.cache = new PictureCache(cacheBytes);
        this.maxPixels = maxPixels;
    }

    public void start() {
        for (int i = 0; i < WORKERS; i++) {
            PictureRecords reader = records.get();
            readers.add(reader);
            Thread worker = new Thread(() -> work(reader), "console-pictures-" + i);
            worker.setDaemon(true);
            workers.add(worker);
            worker.start();
        }
    }

    /**
     * Requests a picture.
     *
     * @param objects the objects to draw into a frame that is requested with boxes; a keyframe has its own
     * @return a future that fails with {@link ApiException}: 404 when the picture does not exist or no longer exists,
     * 422 when it is damaged, 503 when it cannot be read now
     */
    public CompletableFuture<byte[]> get(PictureKey key, List<DetectedObject> objects) {
        byte[] kept = cache.get(key);
        if (kept != null) {
            return CompletableFuture.completedFuture(kept);
        }
        CompletableFuture<byte[]> mine = new CompletableFuture<>();
        CompletableFuture<byte[]> before = inWork.putIfAbsent(key, mine);
        if (before != null) {
            return before;
        }
        Job job = new Job(key, objects, mine);
        if (closing || !waiting.offer(job)) {
            fail(job, new ApiException(503, "too many pictures are requested at once: try again later"));
        }
        return mine;
    }

    private void fail(Job job, Throwable why) {
        inWork.remove(job.key);
        job.answer.completeExceptionally(why);
    }

    private void work(PictureRecords reader) {
        try (reader) {
            while (!closing) {
                Job job = waiting.take();
                if (job.key == null) {
                    return;
                }
                try {
                    byte[] jpeg = make(reader, job);
                    cache.put(job.key, jpeg);
                    inWork.remove(job.key);
                    job.answer.complete(jpeg);
                } catch (WakeupException e) {
                    fail(job, new ApiException(503, "the console is shutting down"));
                } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
                    fail(job, e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.debug("a consumer of pictures did not close cleanly", e);
        }
    }

    private byte[] make(PictureRecords reader, Job job) {
        PictureKey key = job.key;
        PictureRecords.Found found = outages.around(key, () -> reader.read(key.kind(), key.partition(), key.offset()))
                .filter(any -> key.camera() == null || key.camera().equals(any.camera()))
                .orElseThrow(() -> new ApiException(
                        404,
                        "this picture is gone: topics.frames-retention keeps frames, topics.keyframes-retention"
                                + " pictures of events"));
        byte[] jpeg = found.jpeg().bytes;
        if (jpeg.length == 0) {
            throw new ApiException(
                    404, "this frame has no picture, since nothing had changed: its detection names another frame");
        }
        if (key.width() == 0 && key.look() == Look.PLAIN) {
            return jpeg;
        }
        try {
            int width = key.width() == 0 ? Integer.MAX_VALUE : key.width();
            return key.look() == Look.CROP ? crop(jpeg, found, width) : whole(jpeg, found, width, job);
        } catch (PictureException | IllegalArgumentException e) {
            throw new ApiException(422, "this picture cannot be shown: " + e.getMessage());
        }
    }

    private byte[] whole(byte[] jpeg, PictureRecords.Found found, int width, Job job) throws PictureException {
        JpegScaler.Scaled scaled = JpegScaler.scale(jpeg, width, maxPixels, QUALITY);
        if (job.key.look() == Look.PLAIN) {
            return scaled.jpeg();
        }
        boolean frame = job.key.kind() == Kind.FRAME;
        List<ShownObject> objects = shown(frame ? job.objects : found.objects(), scaled.factor());
        if (frame) {
            return BoxPainter.paint(scaled.jpeg(), objects, QUALITY);
        }
        return found.subject() < 0
                ? BoxPainter.paintEvent(scaled.jpeg(), objects, found.className(), QUALITY)
                : BoxPainter.paintSubjects(scaled.jpeg(), objects, List.of(objects.get(found.subject())), QUALITY);
    }

    private byte[] crop(byte[] jpeg, PictureRecords.Found found, int width) throws PictureException {
        byte[] whole =
                JpegScaler.scale(jpeg, Integer.MAX_VALUE, maxPixels, QUALITY).jpeg(); // throws when it is too large
        List<ShownObject> objects = shown(found.objects(), 1);
        Optional<byte[]> its = found.subject() < 0
                ? EventCrop.of(whole, objects, found.className(), QUALITY)
                : Optional.of(EventCrop.of(whole, objects.get(found.subject()).box(), QUALITY));
        byte[] crop = its.orElseThrow(() -> new ApiException(404, "this event has no object in its picture"));
        return JpegScaler.scale(crop, width, maxPixels, QUALITY).jpeg();
    }

    private static List<ShownObject> shown(List<DetectedObject> objects, float factor) {
        return objects.stream()
                .map(object -> new ShownObject(
                        new Box(
                                object.getClassId(),
                                object.getConfidence(),
                                object.getX1() * factor,
                                object.getY1() * factor,
                                object.getX2() * factor,
                                object.getY2() * factor),
                        object.getClassName()))
                .toList();
    }

    public long cachedBytes() {
        return cache.bytes();
    }

    /** Ends reads in progress, within 5 s. */
    @Override
    public void close() {
        closing = true;
        readers.forEach(PictureRecords::wakeup);
        workers.forEach(worker -> waiting.offer(NONE));
        long until = System.nanoTime() + CLOSING.toNanos();
        try {
            for (Thread worker : workers) {
                worker.join(Math.max(1, (until - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Job> left = new ArrayList<>();
        waiting.drainTo(left);
        left.removeIf(job -> job.key == null);
        left.forEach(job -> fail(job, new ApiException(503, "the console is shutting down")));
    }
}
