package dev.hawkeye.console.live;

import dev.hawkeye.console.live.LiveMessage.Kind;
import dev.hawkeye.console.state.Cameras;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The unsent messages of one client of the live updates. It is bounded however slow the client is: it keeps only the
 * newest detections, tracks, camera states and health, and the newest {@value #MAX_QUEUED} of everything else.
 * Detections of one camera leave it at the pace that the client wants. Thread-safe; callers of put never wait.
 */
public final class Mailbox {
    static final int MAX_QUEUED = 1000;

    private final Subscription wanted;
    private final long pace;
    /** A detection that is late by no more than this does not delay the next one. */
    private final long slack;

    private final LongSupplier nanoClock;
    private final Map<String, LiveMessage> detections = new LinkedHashMap<>();
    private final Map<String, Long> due = new HashMap<>();
    /** The newest message by camera and object. */
    private final Map<List<String>, LiveMessage> tracks = new LinkedHashMap<>();

    private final Map<String, LiveMessage> cameras = new LinkedHashMap<>();
    private final Deque<LiveMessage> queue = new ArrayDeque<>();
    private LiveMessage health;

    /** @param nanoClock a clock such as {@link System#nanoTime()} */
    Mailbox(Subscription wanted, LongSupplier nanoClock) {
        this.wanted = wanted;
        this.pace = wanted.pace().toNanos();
        this.slack = pace / 2;
        this.nanoClock = nanoClock;
    }

    public synchronized void put(LiveMessage message) {
        if (!wanted.has(message)) {
            return;
        }
        switch (message.kind()) {
            case DETECTION -> {
                detections.put(message.camera(), message);
                shorten(detections);
            }
            case TRACK -> {
                tracks.put(List.of(message.camera(), message.subject()), message);
                shorten(tracks);
            }
            case CAMERA -> {
                cameras.put(message.camera(), message);
                shorten(cameras);
            }
            case HEALTH -> health = message;
            default -> {
                if (message.kind() == Kind.FORGOTTEN) {
                    // The queue is sent first, so a later message brings the camera back.
                    cameras.remove(message.camera());
                    detections.remove(message.camera());
                }
                if (queue.size() == MAX_QUEUED) {
                    queue.poll();
                }
                queue.add(message);
            }
        }
        notifyAll();
    }

    /** Drops excess messages: over time there may be more names than cameras at once. */
    private static void shorten(Map<?, LiveMessage> messages) {
        if (messages.size() > Cameras.MAX_CAMERAS) {
            Iterator<?> oldest = messages.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** Waits up to {@code longest} for messages to send. */
    synchronized List<LiveMessage> take(Duration longest) throws InterruptedException {
        long until = System.nanoTime() + longest.toNanos();
        while (isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                return List.of();
            }
            wait(left);
        }
        return takeDue();
    }

    /** The messages that may be sent now. */
    synchronized List<LiveMessage> takeDue() {
        long now = nanoClock.getAsLong();
        List<LiveMessage> messages = new ArrayList<>(queue);
        queue.clear();
        messages.addAll(cameras.values());
        cameras.clear();
        Iterator<LiveMessage> newest = detections.values().iterator();
        while (newest.hasNext()) {
            LiveMessage detection = newest.next();
            if (isDue(detection.camera(), now)) {
                messages.add(detection);
                newest.remove();
            }
        }
        messages.addAll(tracks.values());
        tracks.clear();
        if (health != null) {
            messages.add(health);
            health = null;
        }
        return messages;
    }

    private boolean isEmpty() {
        return queue.isEmpty() && cameras.isEmpty() && tracks.isEmpty() && detections.isEmpty() && health == null;
    }

    private boolean isDue(String camera, long now) {
        Long at = due.get(camera);
        if (at != null && now < at) {
            return false;
        }
        if (at == null && due.size() >= Cameras.MAX_CAMERAS) {
            due.clear();
        }
        due.put(camera, (at == null ? now : Math.max(at, now - slack)) + pace);
        return true;
    }
}
