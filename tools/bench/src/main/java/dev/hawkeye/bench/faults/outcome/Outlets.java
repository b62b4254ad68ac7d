package dev.hawkeye.bench.faults.outcome;

import dev.hawkeye.bench.faults.input.Input;
import dev.hawkeye.notify.config.EventChoice;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.Event;
import java.util.EnumSet;
import java.util.Set;

/**
 * What leaves the site because of events: alarms of all events; clips of objects that appear or cross a line, for the
 * cameras that ingest reads.
 *
 * @param told the alarms
 * @param filmed the clips
 */
public record Outlets(Told told, Filmed filmed) {
    /** Events that should have clips, as in hawkeye.yaml. */
    public static final Set<EventChoice> FILMED = EnumSet.of(EventChoice.APPEARED, EventChoice.CROSSED);

    /** Creates empty outlets. */
    public Outlets() {
        this(new Told(), new Filmed());
    }

    /** Records an event on the topic. */
    void happened(Event event) {
        told.happened(event);
        boolean isToHaveClip = FILMED.contains(EventChoice.of(event));
        if (isToHaveClip && Input.isFolder(event.getCamera())) {
            filmed.happened(event);
        }
    }

    /** Records the fate of a clip on the topic. */
    void filmed(Clip clip) {
        filmed.told(clip);
    }

    /** Whether the receiver got each event, and each event that should have a clip has the fate of its clip. */
    public boolean areDone() {
        return told.untold() == 0 && filmed.untold() == 0;
    }
}
