package dev.hawkeye.bench.faults.outcome;

import dev.hawkeye.bench.faults.input.Input;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The differences between a run and the undisturbed run of the same input.
 *
 * @param frames frame records, including records that are not frames
 * @param lost frame records without a fate, and pictures of the undisturbed run that this run never saw
 * @param duplicated fates and final records beyond the first
 * @param fates pictures whose fate or objects differ
 * @param windows final windows that differ, with their objects, zones and lines
 * @param tracks final tracks that differ, with their crossings and visits
 * @param events the events and keyframes that differ
 * @param examples the first few differences
 */
public record Comparison(
        int frames, int lost, int duplicated, int fates, int windows, int tracks, int events, List<String> examples) {
    private static final int MAX_EXAMPLES = 20;

    /** @param repeatsAllowed whether identical repetitions are allowed, as under at_least_once */
    public static Comparison of(RunOutcome outcome, RunOutcome undisturbed, boolean repeatsAllowed) {
        Builder builder = new Builder(repeatsAllowed);
        builder.places(outcome);
        builder.pictures(outcome, undisturbed);
        builder.poison(outcome);
        int fates = builder.fates;
        int windows = builder.differing("window", outcome.windows, undisturbed.windows);
        int tracks = builder.differing("track", outcome.tracks, undisturbed.tracks);
        int events = builder.differing("event", outcome.events, undisturbed.events)
                + builder.differing("keyframe", outcome.keyframes, undisturbed.keyframes);
        return new Comparison(
                outcome.frames.size(),
                builder.lost,
                builder.duplicated,
                fates,
                windows,
                tracks,
                events,
                builder.examples);
    }

    public boolean same() {
        return lost == 0 && duplicated == 0 && fates == 0 && windows == 0 && tracks == 0 && events == 0;
    }

    private static final class Builder {
        private final boolean repeatsAllowed;
        private final List<String> examples = new ArrayList<>();
        private int lost;
        private int duplicated;
        private int fates;

        Builder(boolean repeatsAllowed) {
            this.repeatsAllowed = repeatsAllowed;
        }

        private void example(String what) {
            if (examples.size() < MAX_EXAMPLES) {
                examples.add(what);
            }
        }

        private void places(RunOutcome outcome) {
            outcome.frames.forEach((place, picture) -> {
                Map<RunOutcome.Place, Integer> of = picture == null ? outcome.deadLetters : outcome.detections;
                int times = of.getOrDefault(place, 0);
                if (times == 0) {
                    lost++;
                    example("lost: " + place + " " + picture);
                } else if (times > 1 && !repeatsAllowed) {
                    duplicated += times - 1;
                    example(times + " fates: " + place + " " + picture);
                }
            });
        }

        private void pictures(RunOutcome outcome, RunOutcome undisturbed) {
            Set<RunOutcome.Picture> sent = new HashSet<>();
            outcome.frames.values().forEach(picture -> {
                if (picture != null && !sent.add(picture)) {
                    duplicated++;
                    example("sent twice: " + picture);
                }
            });
            undisturbed.fates.forEach((picture, expected) -> {
                List<String> got = outcome.fates.get(picture);
                if (!sent.contains(picture)) {
                    lost++;
                    example("never sent: " + picture);
                } else if (got != null && !Set.copyOf(got).equals(Set.copyOf(expected))) {
                    fates++;
                    example(picture + " is " + got + ", expected " + expected);
                }
            });
            sent.stream().filter(picture -> !isPoison(picture)).forEach(picture -> {
                if (!undisturbed.fates.containsKey(picture)) {
                    fates++;
                    example("not expected: " + picture);
                }
            });
        }

        private static boolean isPoison(RunOutcome.Picture picture) {
            return picture.camera().equals(Input.poison());
        }

        private void poison(RunOutcome outcome) {
            outcome.fates.forEach((picture, got) -> {
                if (isPoison(picture) && !got.stream().allMatch(fate -> fate.startsWith("FAILED"))) {
                    fates++;
                    example(picture + " is " + got + ", must have failed");
                }
            });
        }

        private int differing(String what, Map<String, List<String>> got, Map<String, List<String>> expected) {
            Set<String> keys = new TreeSet<>(got.keySet());
            keys.addAll(expected.keySet());
            int differing = 0;
            for (String key : keys) {
                List<String> left = once(got.getOrDefault(key, List.of()));
                List<String> right = once(expected.getOrDefault(key, List.of()));
                if (!left.equals(right)) {
                    differing++;
                    example(what + " " + key + " is " + left + ", expected " + right);
                }
            }
            return differing;
        }

        private List<String> once(List<String> values) {
            return repeatsAllowed ? values.stream().distinct().toList() : values;
        }
    }
}
