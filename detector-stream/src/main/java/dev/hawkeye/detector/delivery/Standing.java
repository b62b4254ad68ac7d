package dev.hawkeye.detector.delivery;

import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.PublishedModel;
import java.time.Instant;
import java.util.Optional;

/**
 * How a publication stands: what was published last, and what has become of it. Immutable.
 *
 * @param active the record
 * @param since when it came to the topic
 * @param refusal why a detector refused it while it was tried; empty when none did
 */
public record Standing(ActiveModel active, Instant since, Optional<String> refusal) {

    /** Whether it is not yet in use for all cameras, at a time, though nobody speaks against it. */
    public boolean isTried(Instant now) {
        return !isReturned()
                && active.getRollout() != null
                && now.isBefore(since.plusMillis(active.getRollout().getShadowMillis())
                        .plusMillis(active.getRollout().getCanaryMillis()));
    }

    /** Whether the model before is in use: a detector has refused this one, or somebody has ended its trial. */
    public boolean isReturned() {
        return refusal.isPresent()
                || (active.getRollout() != null && active.getRollout().getWithdrawn());
    }

    /** The published model that analyzes all or most frames; empty where that is the one of the settings. */
    public Optional<PublishedModel> inUse(Instant now) {
        return isReturned() || isTried(now)
                ? Optional.ofNullable(active.getPrevious())
                : Optional.of(active.getModel());
    }
}
