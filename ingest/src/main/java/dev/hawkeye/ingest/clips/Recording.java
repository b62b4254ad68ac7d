package dev.hawkeye.ingest.clips;

import dev.hawkeye.clips.ClipsConfig;
import dev.hawkeye.ingest.mp4.ClipFile;
import dev.hawkeye.ingest.ring.Packet;
import dev.hawkeye.ingest.ring.PacketRing;
import dev.hawkeye.ingest.ring.PacketRing.Extent;
import dev.hawkeye.ingest.ring.PacketRing.WholeGroup;
import dev.hawkeye.ingest.ring.VideoFormat;
import dev.hawkeye.ingest.spool.Spool;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.ClipFate;
import dev.hawkeye.schemas.ClipFrame;
import dev.hawkeye.vision.onnx.ModelDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clip of one event, from its first packet in the ring to a complete file in the spool. It takes each group as soon
 * as it is complete, so a long event needs no more of the ring than a short one. A clip starts with a keyframe at or
 * before the requested time and ends with the last requested picture; if the camera is lost in between, it contains
 * only the part with the start of the event.
 * Confined to the feed's thread.
 */
final class Recording {
    private static final Logger log = LoggerFactory.getLogger(Recording.class);
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long NONE = -1;

    private final Span event;
    private final Spool spool;
    private final long from;
    private final long longestTo;
    private final long afterMillis;
    private final long began = System.nanoTime();
    private final List<ClipFrame> frames = new ArrayList<>();
    private long to;
    private long group = NONE;
    private VideoFormat format;
    private ClipFile file;
    private long firstCaptured;
    private long lastCaptured;
    private long reserved;

    /** How it ended: with a clip, or with the reason why there is none. */
    record Outcome(Clip clip, Reason reason) {}

    Recording(Span event, ClipsConfig config, Spool spool) {
        this.event = event;
        this.spool = spool;
        this.from = event.start() - config.before().toMillis();
        this.longestTo = event.start() + config.longest().toMillis();
        this.afterMillis = config.after().toMillis();
        this.to = longestTo;
        if (event.end() != null) {
            ended(event.end());
        }
    }

    Span event() {
        return event;
    }

    /** The event is over. */
    void ended(long end) {
        to = Math.min(longestTo, end + afterMillis);
    }

    /**
     * Continues as far as the ring has packets.
     *
     * @return the outcome; empty while undecided
     */
    Optional<Outcome> step(PacketRing ring) {
        try {
            return group == NONE ? begin(ring) : goOn(ring);
        } catch (IOException e) {
            log.warn("The clip of event {} of camera {}: {}", event.id(), event.camera(), e.getMessage());
            return absent(Reason.FAILED);
        }
    }

    private Optional<Outcome> begin(PacketRing ring) throws IOException {
        Extent extent = ring.extent(event.camera()).orElse(null);
        if (extent == null || extent.first() == Long.MAX_VALUE) {
            if (extent != null && extent.isOver()) {
                return absent(Reason.RESTARTED);
            }
            return System.nanoTime() - began > PATIENCE_NANOS ? absent(Reason.SILENT) : Optional.empty();
        }
        if (extent.first() > event.start()) {
            return absent(extent.lostUntil() >= event.start() ? Reason.RING : Reason.RESTARTED);
        }
        if (extent.last() < event.start() && event.start() <= extent.setBackFrom()) {
            return absent(Reason.CLOCK);
        }
        Optional<WholeGroup> first = ring.groupAt(event.camera(), event.start(), from);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        format = first.get().format();
        firstCaptured = first.get().packets().get(0).captured();
        Optional<Outcome> outcome = write(first.get());
        return outcome.isPresent() ? outcome : goOn(ring);
    }

    private Optional<Outcome> goOn(PacketRing ring) throws IOException {
        while (true) {
            Optional<WholeGroup> next = ring.groupAfter(event.camera(), group);
            if (next.isEmpty()) {
                boolean over = ring.isLost(event.camera(), group)
                        || ring.extent(event.camera()).filter(Extent::isReading).isEmpty();
                return over ? cut(ring) : Optional.empty();
            }
            if (next.get().format() != format) {
                return cut(ring);
            }
            Optional<Outcome> outcome = write(next.get());
            if (outcome.isPresent()) {
                return outcome;
            }
        }
    }

    /** The packets that follow are missing or unrelated. */
    private Optional<Outcome> cut(PacketRing ring) throws IOException {
        boolean setBack = lastCaptured < event.start()
                && ring.extent(event.camera())
                        .filter(extent -> event.start() <= extent.setBackFrom())
                        .isPresent();
        return setBack ? absent(Reason.CLOCK) : whole();
    }

    private Optional<Outcome> write(WholeGroup whole) throws IOException {
        long bytes = whole.packets().stream()
                .mapToLong(packet -> packet.data().length)
                .sum();
        if (!spool.reserve(bytes)) {
            return absent(Reason.SPOOL);
        }
        reserved += bytes;
        if (file == null) {
            file = ClipFile.create(spool.part(event.id()), format);
        }
        group = whole.number();
        for (Packet packet : whole.packets()) {
            if (packet.captured() > to && packet.captured() > firstCaptured) {
                return whole();
            }
            long at = file.add(packet);
            lastCaptured = Math.max(lastCaptured, packet.captured());
            if (packet.isFrame()) {
                frames.add(new ClipFrame((int) at, Instant.ofEpochMilli(packet.captured())));
            }
        }
        return Optional.empty();
    }

    private Optional<Outcome> whole() throws IOException {
        long millis = file.finish();
        file.close();
        Path written = spool.part(event.id());
        frames.sort((one, other) -> Integer.compare(one.getAt(), other.getAt()));
        Clip clip = Clip.newBuilder()
                .setEvent(event.id())
                .setCamera(event.camera())
                .setFate(ClipFate.STORED)
                .setSha256(ModelDigest.ofFile(written))
                .setBytes(Files.size(written))
                .setDurationMillis(millis)
                .setCodec(file.codec())
                .setStart(Instant.ofEpochMilli(firstCaptured))
                .setEnd(Instant.ofEpochMilli(lastCaptured))
                .setMade(Instant.now())
                .setFrames(frames)
                .build();
        file = null;
        return Optional.of(new Outcome(clip, null));
    }

    /** Spool bytes reserved for it. */
    long reserved() {
        return reserved;
    }

    private Optional<Outcome> absent(Reason reason) {
        discard();
        return Optional.of(new Outcome(null, reason));
    }

    /** Discards it. */
    void discard() {
        if (file != null) {
            file.close();
            file = null;
        }
        spool.discard(event.id());
        spool.release(reserved);
        reserved = 0;
    }
}
