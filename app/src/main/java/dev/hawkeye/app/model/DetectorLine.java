package dev.hawkeye.app.model;

import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.ModelState;
import dev.hawkeye.schemas.ModelStatus;
import java.time.Duration;

/** A detector's response to a change, in one line. */
final class DetectorLine {
    private DetectorLine() {}

    static boolean hasAnswered(ModelStatus status, ActiveModel active) {
        return status.getRevision() > active.getRevision()
                || (status.getRevision() == active.getRevision() && status.getState() != ModelState.LOADING);
    }

    static boolean refuses(ModelStatus status, ActiveModel active) {
        return status.getRevision() == active.getRevision() && status.getState() == ModelState.REFUSED;
    }

    /** Whether the detector complies: uses the model, is trying it, or has ended its trial. */
    static boolean agrees(ModelStatus status, ActiveModel active) {
        return status.getRevision() == active.getRevision()
                && switch (status.getState()) {
                    case IN_USE ->
                        isWithdrawn(active)
                                || status.getSha256().equals(active.getModel().getSha256());
                    case SHADOW, CANARY -> true;
                    default -> false;
                };
    }

    private static boolean isWithdrawn(ActiveModel active) {
        return active.getRollout() != null && active.getRollout().getWithdrawn();
    }

    static String of(ModelStatus status, ActiveModel active, Duration longest) {
        String who = "detector " + status.getInstance();
        if (!hasAnswered(status, active)) {
            return who + " has not answered within " + longest.toSeconds() + " s, and uses " + status.getModel();
        }
        String name = active.getModel().getName();
        return switch (status.getState()) {
            case SHADOW -> who + " compares " + name + " with " + status.getModel() + until(status);
            case CANARY -> who + " uses " + status.getModel() + ", and " + name + " for some cameras" + until(status);
            default ->
                who + " uses " + status.getModel()
                        + (status.getReason() == null ? "" : " and refuses " + name + ": " + status.getReason());
        };
    }

    private static String until(ModelStatus status) {
        return status.getTrial() == null || status.getTrial().getUntil() == null
                ? ""
                : " until " + status.getTrial().getUntil();
    }
}
