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
 * The clips of events, beside the events on the topic: each has its fate, told at least once; what is stored is whole, and what is
 * absent has a reason. Where a camera moves from one instance to another, a clip may be absent first and stored then; stored wins.
 * Grows during the run. Used by one thread.
 */
public final class Filmed {
    private final Set<String> happened = new LinkedHashSet<>();
    private final Map<String, List<Clip>> fates = new LinkedHashMap<>(); // by event

    /** An event is on the topic, and must have a fate. */
    void happened(Event event) {
        happened.add(event.getId());
    }

    /** The fate of an event is on the topic. */
    void told(Clip clip) {
        fates.computeIfAbsent(clip.getEvent(), event -> new ArrayList<>()).add(clip);
    }

    /** Events that are to have a fate. */
    public int events() {
        return happened.size();
    }

    /** Events among them that have none. */
    public int untold() {
        return (int)
                happened.stream().filter(event -> !fates.containsKey(event)).count();
    }

    /** Events whose clip is stored. */
    public int stored() {
        return (int) fates.values().stream()
                .filter(clips -> clips.stream().anyMatch(clip -> clip.getFate() == ClipFate.STORED))
                .count();
    }

    /** What must not be, once nothing comes any more; empty if all is well. Reads the files, which must be in a folder. */
    public List<String> complaints() throws IOException {
        List<String> all = new ArrayList<>();
        Set<String> others = new TreeSet<>(fates.keySet());
        others.removeAll(happened);
        others.forEach(event -> all.add("there is a fate of a clip for " + event + ", which is no such event"));
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
