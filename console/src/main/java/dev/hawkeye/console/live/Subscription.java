package dev.hawkeye.console.live;

import dev.hawkeye.console.live.LiveMessage.Kind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * The messages that one client of the live updates wants. Immutable.
 *
 * @param cameras the cameras whose detections, counts and tracks are wanted; empty for all
 * @param kinds the kinds of messages; empty for all
 * @param pace minimum time between two detections of one camera
 */
public record Subscription(Set<String> cameras, Set<Kind> kinds, Duration pace) {
    public static final Duration FASTEST = Duration.ofMillis(100);
    static final Subscription ALL = new Subscription(Set.of(), Set.of(), FASTEST);

    private static final Set<Kind> OF_CAMERA = EnumSet.of(Kind.DETECTION, Kind.COUNT, Kind.TRACK);

    boolean has(LiveMessage message) {
        boolean ofCamera = OF_CAMERA.contains(message.kind());
        Kind kind = message.kind() == Kind.FORGOTTEN ? Kind.CAMERA : message.kind();
        return (kinds.isEmpty() || kinds.contains(kind))
                && (!ofCamera || cameras.isEmpty() || cameras.contains(message.camera()));
    }
}
