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
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns events into clips and decides their fates. Each event that qualifies for a clip gets exactly one fate: either
 * its complete file goes to the spool, which reports when it is stored, or there is a reason why there is no clip.
 * Confined to the feed's thread, except the methods of {@link Uploads.Fates}.
 */
final class ClipDesk implements Uploads.Fates {
    private static final Logger log = LoggerFactory.getLogger(ClipDesk.class);
    /** Clip files are named after their event; a writer to the topic must not be able to name other files. */
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");

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

    /** Marks an event whose fate is already on the topic. */
    void hasFate(String event) {
        fated.add(event);
    }

    /**
     * Handles the beginning or the end of an event.
     *
     * @return whether the fate of its clip is still open
     */
    boolean take(Span event) {
        if (!FILE_NAME.matcher(event.id()).matches()) {
            log.debug("Event {} of camera {} is not from Hawkeye", event.id(), event.camera());
            return false;
        }
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

    /** Advances all clips as far as packets are available. */
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

    /** Fates to publish that have not been returned before. */
    List<Clip> fates() {
        List<Clip> told = new ArrayList<>();
        for (Clip clip = fates.poll(); clip != null; clip = fates.poll()) {
            told.add(clip);
        }
        return told;
    }

    /** Kafka has acknowledged the fate of an event. */
    void told(String event) {
        fated.add(event);
        spool.remove(event);
    }

    /** Gives up cameras that another instance reads from now on; it decides the fates of their open events. */
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

    /** Discards unfinished clips. */
    void close() {
        recordings.values().forEach(Recording::discard);
        recordings.clear();
    }
}
