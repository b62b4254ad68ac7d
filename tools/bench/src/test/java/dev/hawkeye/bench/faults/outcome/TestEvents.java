package dev.hawkeye.bench.faults.outcome;

import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.EventType;
import java.time.Instant;

/** Events of which only what happened matters. */
final class TestEvents {
    static final String CAMERA = "gate";

    private TestEvents() {}

    static Event event(String id, EventType type, EventKind kind) {
        return Event.newBuilder()
                .setId(id)
                .setCamera(CAMERA)
                .setClassName("block")
                .setKind(kind)
                .setType(type)
                .setStart(Instant.EPOCH)
                .setConfirmed(Instant.EPOCH)
                .setPeak(1)
                .setConfidence(1)
                .setUploaded(false)
                .build();
    }
}
