package dev.hawkeye.bench.faults.outcome;

import dev.hawkeye.bench.faults.input.Input;
import dev.hawkeye.notify.config.EventChoice;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.Event;
import java.util.EnumSet;
import java.util.Set;

/**
 * What leaves the site because of events: alarms of all of them, clips of what appears or crosses a line before the cameras that ingest reads.
 *
 * @param told alarms
 * @param filmed clips
 */
public record Outlets(Told told, Filmed filmed) {
    /** Events that are to have clips, as in hawkeye.yaml. */
    public static final Set<EventChoice> FILMED = EnumSet.of(EventChoice.APPEARED, EventChoice.CROSSED);

    /** Nothing has happened yet. */
    public Outlets() {
        this(new Told(), new Filmed());
    }

    /** An event is on the topic. */
    void happened(Event event) {
        told.happened(event);
        boolean isToHaveClip = FILMED.contains(EventChoice.of(event));
        if (isToHaveClip && Input.isFolder(event.getCamera())) {
            filmed.happened(event);
        }
    }

    /** The fate of a clip is on the topic. */
    void filmed(Clip clip) {
        filmed.told(clip);
    }

    /** Whether each event was told, and has the fate of its clip where it is to have one. */
    public boolean areDone() {
        return told.untold() == 0 && filmed.untold() == 0;
    }
}
