package dev.hawkeye.console.state;

import dev.hawkeye.console.api.TrackView;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The objects of all cameras: the newest record of each, for ten minutes. At most {@value #MAX_OF_CAMERA} per camera,
 * and {@value #MAX_BYTES} bytes altogether; objects with the oldest records are evicted first. Thread-safe.
 */
public final class KnownTracks {
    public static final Duration KEPT = Duration.ofMinutes(10);
    static final int MAX_OF_CAMERA = 1_000;
    static final long MAX_BYTES = 32 << 20;
    /** A present object is updated every second; after this time without an update, its aggregator is gone. */
    private static final Duration SILENT = Duration.ofMinutes(1);

    private static final int BYTES = 300;
    private static final int BYTES_PER_POINT = 40;
    private static final int BYTES_PER_PLACE = 80;

    private final Clock clock;
    /** The objects of all cameras, by the time of the newest record. */
    private final LinkedHashMap<Key, Known> all = new LinkedHashMap<>();
    /** The same objects by camera, in the same order. */
    private final Map<String, LinkedHashMap<String, Known>> byCamera = new TreeMap<>();

    private long bytes;

    private record Key(String camera, String id) {}

    private record Known(TrackView track, long time) {
        int bytes() {
            return BYTES
                    + BYTES_PER_POINT * track.path().size()
                    + BYTES_PER_PLACE
                            * (track.zones().size() + track.crossings().size());
        }
    }

    KnownTracks(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes the newest record of an object.
     *
     * @param track within the bounds of a record
     * @param time the time at which the broker received it, epoch milliseconds
     * @return whether it is new: neither outdated, nor of an object that is known to be gone
     */
    public synchronized boolean add(TrackView track, long time) {
        Known before =
                byCamera.getOrDefault(track.camera(), new LinkedHashMap<>()).get(track.id());
        if (isOld(time) || (before != null && before.track.isFinal())) {
            return false;
        }
        remove(track.camera(), track.id());
        Known known = new Known(track, time);
        all.put(new Key(track.camera(), track.id()), known);
        LinkedHashMap<String, Known> its = byCamera.computeIfAbsent(track.camera(), c -> new LinkedHashMap<>());
        its.put(track.id(), known);
        bytes += known.bytes();
        if (its.size() > MAX_OF_CAMERA) {
            remove(track.camera(), its.keySet().iterator().next());
        }
        forgetOld();
        return true;
    }

    private void remove(String camera, String id) {
        Known gone = all.remove(new Key(camera, id));
        if (gone != null) {
            bytes -= gone.bytes();
            LinkedHashMap<String, Known> its = byCamera.get(camera);
            its.remove(id);
            if (its.isEmpty()) {
                byCamera.remove(camera);
            }
        }
    }

    private void forgetOld() {
        Optional<Known> oldest = oldest();
        while (oldest.isPresent() && (bytes > MAX_BYTES || isOld(oldest.get().time))) {
            remove(oldest.get().track.camera(), oldest.get().track.id());
            oldest = oldest();
        }
    }

    private Optional<Known> oldest() {
        Iterator<Known> inOrder = all.values().iterator();
        return inOrder.hasNext() ? Optional.of(inOrder.next()) : Optional.empty();
    }

    private boolean isOld(long time) {
        return clock.millis() - time > KEPT.toMillis();
    }

    /** The objects of a camera, present and gone, by the time of their newest record. */
    public synchronized List<TrackView> of(String camera) {
        forgetOld();
        return byCamera.getOrDefault(camera, new LinkedHashMap<>()).values().stream()
                .map(Known::track)
                .toList();
    }

    /** The present objects of all cameras. */
    public synchronized List<TrackView> live() {
        List<TrackView> live = new ArrayList<>();
        for (Known known : all.values()) {
            if (!known.track.isFinal() && clock.millis() - known.time <= SILENT.toMillis()) {
                live.add(known.track);
            }
        }
        return live;
    }
}
