package dev.hawkeye.detector.delivery;

import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.DriftBound;
import dev.hawkeye.schemas.PublishedModel;
import java.time.Instant;
import java.util.Optional;

/**
 * The status of a publication: the record that was published last, and its outcome. Immutable.
 *
 * @param active the record
 * @param since when it was written to the topic
 * @param refusal why a detector refused it during the rollout; empty when none did
 */
public record Standing(ActiveModel active, Instant since, Optional<String> refusal) {

    /** Whether, at a time, it is not yet in use for all cameras, though it has not been refused. */
    public boolean isTried(Instant now) {
        return !isReturned()
                && active.getRollout() != null
                && now.isBefore(since.plusMillis(active.getRollout().getShadowMillis())
                        .plusMillis(active.getRollout().getCanaryMillis()));
    }

    /** Whether the previous model is in use: a detector has refused this one, or somebody has ended its trial. */
    public boolean isReturned() {
        return refusal.isPresent()
                || (active.getRollout() != null && active.getRollout().getWithdrawn());
    }

    /** How {@link #inUse} is compared with its original; empty if it is not. */
    public Optional<DriftBound> drift(Instant now) {
        return Optional.ofNullable(isReturned() || isTried(now) ? active.getPreviousDrift() : active.getDrift());
    }

    /** The published model that analyzes all or most frames; empty if that is the configured one. */
    public Optional<PublishedModel> inUse(Instant now) {
        return isReturned() || isTried(now)
                ? Optional.ofNullable(active.getPrevious())
                : Optional.of(active.getModel());
    }
}
