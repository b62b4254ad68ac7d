package dev.hawkeye.notify.alarm;

import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.EventType;
import java.time.Instant;

/** Events of tests, at seconds after Monday, 2026-06-01T12:00:00Z. */
public final class Happenings {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private Happenings() {}

    public static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    /** A person enters the zone door, and is there until {@link #exited}. */
    public static Event entered(String id, String camera, int second) {
        return event(id, camera, second, EventType.ENTERED).setZone("door").build();
    }

    public static Event exited(String id, String camera, int second, int dwellSeconds) {
        return event(id, camera, second - dwellSeconds, EventType.EXITED)
                .setZone("door")
                .setKind(EventKind.LEFT)
                .setEnd(at(second))
                .setDwellMillis(dwellSeconds * 1_000L)
                .build();
    }

    /** A person crosses the line gate, which is over at once. */
    public static Event crossed(String id, String camera, int second) {
        return event(id, camera, second, EventType.CROSSED)
                .setLine("gate")
                .setDirection("in")
                .setEnd(at(second))
                .build();
    }

    public static Event.Builder event(String id, String camera, int second, EventType type) {
        return Event.newBuilder()
                .setId(id)
                .setCamera(camera)
                .setClassName("person")
                .setKind(EventKind.APPEARED)
                .setType(type)
                .setStart(at(second))
                .setConfirmed(at(second))
                .setPeak(1)
                .setConfidence(0.9f)
                .setUploaded(false);
    }
}
