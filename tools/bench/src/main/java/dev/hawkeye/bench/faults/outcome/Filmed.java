package dev.hawkeye.bench.faults.outcome;

import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.ClipFate;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.vision.onnx.ModelDigest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The clips of events, compared with the events on the topic. Each event has the fate of its clip, reported at least
 * once; a stored clip is complete, and an absent one has a reason. When a camera moves from one instance to another, a
 * clip may be absent first and stored later; stored wins. Grows during the run. Not thread-safe.
 */
public final class Filmed {
    private final Set<String> happened = new LinkedHashSet<>();
    private final Map<String, List<Clip>> fates = new LinkedHashMap<>(); // by event

    /** Records an event on the topic, which must have a fate. */
    void happened(Event event) {
        happened.add(event.getId());
    }

    /** Records the fate of an event's clip from the topic. */
    void told(Clip clip) {
        fates.computeIfAbsent(clip.getEvent(), event -> new ArrayList<>()).add(clip);
    }

    /** The number of events that must have a fate. */
    public int events() {
        return happened.size();
    }

    /** The number of those events that have none. */
    public int untold() {
        return (int)
                happened.stream().filter(event -> !fates.containsKey(event)).count();
    }

    /** The number of events whose clip is stored. */
    public int stored() {
        return (int) fates.values().stream()
                .filter(clips -> clips.stream().anyMatch(clip -> clip.getFate() == ClipFate.STORED))
                .count();
    }

    /** The failures, once no more records arrive; empty if all is well. Reads the files, which must be in a folder. */
    public List<String> complaints() throws IOException {
        List<String> all = new ArrayList<>();
        Set<String> others = new TreeSet<>(fates.keySet());
        others.removeAll(happened);
        others.forEach(event -> all.add("there is a clip fate for " + event + ", which should have none"));
        for (List<Clip> clips : fates.values()) {
            for (Clip clip : clips) {
                check(clip, all);
            }
        }
        return all;
    }

    private static void check(Clip clip, List<String> all) throws IOException {
        String what = "the clip of event " + clip.getEvent();
        if (clip.getFate() == ClipFate.ABSENT) {
            if (clip.getReason() == null || clip.getReason().isBlank()) {
                all.add(what + " is absent without a reason");
            }
            return;
        }
        Path file = Path.of(URI.create(clip.getAddress()));
        if (!Files.isRegularFile(file)) {
            all.add(what + " is stored, but there is no " + file);
        } else if (Files.size(file) != clip.getBytes()
                || !ModelDigest.ofFile(file).equals(clip.getSha256())) {
            all.add(what + " is not the file that was stored");
        }
    }
}
