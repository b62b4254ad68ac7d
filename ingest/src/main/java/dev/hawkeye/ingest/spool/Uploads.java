package dev.hawkeye.ingest.spool;

import dev.hawkeye.clips.ClipStore;
import dev.hawkeye.clips.Keys;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.kafka.Backoff;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.schemas.Clip;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads clips from the spool to their store, oldest first, with backoff while the store is unavailable. A clip that
 * fails moves behind the others, so that it blocks none. A clip that cannot be stored for too long is given up. Runs on
 * its own thread, so a store that hangs blocks nothing else.
 */
public final class Uploads implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Uploads.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Spool spool;
    private final ClipStore store;
    private final Duration giveUpAfter;
    private final Clock clock;
    private final Fates fates;
    private final StopSignal stop;
    private final ThrottledLog throttled = ThrottledLog.onceAMinute(log);

    /** Receives the fate of each clip, which stays in the spool until {@link Spool#remove}. */
    public interface Fates {
        /** The clip is stored. */
        void stored(Clip clip);

        /** The clip is given up. */
        void givenUp(Clip clip, String reason);

        /** An attempt has failed. */
        void failed();
    }

    public Uploads(Spool spool, ClipStore store, Duration giveUpAfter, Clock clock, Fates fates, StopSignal stop) {
        this.spool = spool;
        this.store = store;
        this.giveUpAfter = giveUpAfter;
        this.clock = clock;
        this.fates = fates;
        this.stop = stop;
    }

    @Override
    public void run() {
        Backoff backoff = Backoff.jittered(FIRST_PAUSE, LONGEST_PAUSE);
        try {
            while (!stop.isRaised()) {
                Optional<Clip> next = spool.next();
                if (next.isEmpty()) {
                    return;
                }
                if (bring(next.get())) {
                    backoff.reset();
                } else {
                    stop.awaitRaised(backoff.next());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean bring(Clip clip) {
        String key = Keys.of(
                clip.getCamera(),
                clip.getStart().atOffset(ZoneOffset.UTC).toLocalDate().toString(),
                clip.getEvent());
        try {
            String address = store.put(key, spool.file(clip));
            spool.leave(clip.getEvent());
            fates.stored(Clip.newBuilder(clip).setAddress(address).build());
            throttled.reset();
            return true;
        } catch (NoSuchFileException e) {
            log.warn("The clip of event {} is gone from the spool: {}", clip.getEvent(), e.getMessage());
            spool.leave(clip.getEvent());
            fates.givenUp(clip, "its file was gone from the spool");
            return true;
        } catch (IOException | RuntimeException e) {
            fates.failed();
            log.debug("Clip of event {}", clip.getEvent(), e);
            throttled.warn("Clips are waiting, since their store does not accept them: {}", e.getMessage());
            spool.putLast(clip.getEvent());
            giveUpOld("it could not be stored in time: " + e.getMessage());
            return false;
        }
    }

    private void giveUpOld(String reason) {
        for (Clip clip : spool.madeBefore(clock.instant().minus(giveUpAfter))) {
            spool.leave(clip.getEvent());
            fates.givenUp(clip, reason);
        }
    }
}
