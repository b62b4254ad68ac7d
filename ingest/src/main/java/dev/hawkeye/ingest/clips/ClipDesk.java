package dev.hawkeye.ingest.clips;

import dev.hawkeye.clips.ClipsConfig;
import dev.hawkeye.ingest.clips.Recording.Outcome;
import dev.hawkeye.ingest.ring.PacketRing;
import dev.hawkeye.ingest.spool.Spool;
import dev.hawkeye.ingest.spool.Uploads;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.ClipFate;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From events to the fates of their clips. Each event that is to have a clip gets one fate: once its file is whole it is in the
 * spool, which tells when it is stored; or there is a reason why there is none. For use by one thread, except what {@link
 * Uploads.Fates} says.
 */
final class ClipDesk implements Uploads.Fates {
    private static final Logger log = LoggerFactory.getLogger(ClipDesk.class);
    private static final int REMEMBERED = 20_000;

    private final ClipsConfig config;
    private final PacketRing ring;
    private final Spool spool;
    private final ClipMeters meters;
    private final Clock clock;
    private final Budget budget;
    private final Map<String, Recording> recordings = new LinkedHashMap<>();
    private final Set<String> fated = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });
    private final Queue<Clip> fates = new ConcurrentLinkedQueue<>();

    ClipDesk(ClipsConfig config, PacketRing ring, Spool spool, ClipMeters meters, Clock clock) {
        this.config = config;
        this.ring = ring;
        this.spool = spool;
        this.meters = meters;
        this.clock = clock;
        this.budget = new Budget(config.budget().bytes(), config.budgetPeriod());
    }

    /** An event whose fate is known from the topic. */
    void hasFate(String event) {
        fated.add(event);
    }

    /**
     * Something has begun, or is over.
     *
     * @return whether the fate of a clip is still to come because of it
     */
    boolean take(Span event) {
        Recording recording = recordings.get(event.id());
        if (!event.begins()) {
            if (recording != null && event.end() != null) {
                recording.ended(event.end());
            }
            return false;
        }
        if (!config.wants(event.kind(), event.className()) || fated.contains(event.id())) {
            return false;
        }
        if (recording == null && !spool.has(event.id())) {
            recordings.put(event.id(), new Recording(event, config, spool));
        }
        return true;
    }

    /** Has all clips go on as far as there are packets. */
    void step() {
        for (Iterator<Recording> each = recordings.values().iterator(); each.hasNext(); ) {
            Recording recording = each.next();
            Optional<Outcome> outcome = recording.step(ring);
            if (outcome.isPresent()) {
                each.remove();
                decide(recording, outcome.get());
            }
        }
    }

    private void decide(Recording recording, Outcome outcome) {
        Span event = recording.event();
        if (outcome.clip() == null) {
            absent(
                    event.id(),
                    event.camera(),
                    outcome.reason(),
                    outcome.reason().words());
            return;
        }
        Clip clip = outcome.clip();
        long captured = clip.getStart().toEpochMilli();
        if (!budget.allows(event.camera(), captured, clip.getBytes())) {
            recording.discard();
            absent(event.id(), event.camera(), Reason.BUDGET, Reason.BUDGET.words());
            return;
        }
        try {
            spool.add(clip, recording.reserved());
            budget.spend(event.camera(), captured, clip.getBytes());
        } catch (IOException e) {
            log.warn("The clip of event {} of camera {}: {}", event.id(), event.camera(), e.toString());
            recording.discard();
            absent(event.id(), event.camera(), Reason.FAILED, Reason.FAILED.words());
        }
    }

    private void absent(String event, String camera, Reason reason, String words) {
        meters.absent(camera, reason);
        fates.add(Clip.newBuilder()
                .setEvent(event)
                .setCamera(camera)
                .setFate(ClipFate.ABSENT)
                .setReason(words)
                .setMade(clock.instant())
                .build());
    }

    /** May be called by any thread. */
    @Override
    public void stored(Clip clip) {
        meters.stored(clip.getCamera(), clip.getBytes());
        fates.add(clip);
    }

    /** May be called by any thread. */
    @Override
    public void givenUp(Clip clip, String reason) {
        absent(clip.getEvent(), clip.getCamera(), Reason.STORE, reason);
    }

    /** May be called by any thread. */
    @Override
    public void failed() {
        meters.uploadFailed();
    }

    /** Fates that are to be told, and have not been returned before. */
    List<Clip> fates() {
        List<Clip> told = new ArrayList<>();
        for (Clip clip = fates.poll(); clip != null; clip = fates.poll()) {
            told.add(clip);
        }
        return told;
    }

    /** Kafka has the fate of an event. */
    void told(String event) {
        fated.add(event);
        spool.remove(event);
    }

    /** Another instance reads these cameras from now on, and says what becomes of their open events. */
    void give(Set<String> cameras) {
        for (Iterator<Recording> each = recordings.values().iterator(); each.hasNext(); ) {
            Recording recording = each.next();
            if (cameras.contains(recording.event().camera())) {
                recording.discard();
                each.remove();
            }
        }
    }

    void show() {
        Instant now = clock.instant();
        meters.show(
                ring.bytes(),
                recordings.size(),
                spool.bytes(),
                spool.size(),
                spool.oldest()
                        .map(oldest -> Math.max(0, now.toEpochMilli() - oldest) / 1000.0)
                        .orElse(0.0));
    }

    /** Gives up what is not whole. */
    void close() {
        recordings.values().forEach(Recording::discard);
        recordings.clear();
    }
}
