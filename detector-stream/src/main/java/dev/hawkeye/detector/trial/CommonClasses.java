package dev.hawkeye.detector.trial;

import dev.hawkeye.vision.detection.Box;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The classes that two models have in common, by name, since their numbers may differ. Immutable. */
final class CommonClasses {
    private static final int SHOWN = 5;

    private final List<String> before;
    private final List<String> after;
    private final Map<String, Integer> common = new HashMap<>();

    CommonClasses(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
        before.stream().filter(after::contains).forEach(name -> common.putIfAbsent(name, common.size()));
    }

    boolean any() {
        return !common.isEmpty();
    }

    /** @return how the classes differ, in words; empty when they are the same */
    String difference() {
        List<String> clauses = new ArrayList<>();
        Set<String> lost = new LinkedHashSet<>(before);
        after.forEach(lost::remove);
        Set<String> added = new LinkedHashSet<>(after);
        before.forEach(added::remove);
        if (!lost.isEmpty()) {
            clauses.add("lacks " + shown(lost));
        }
        if (!added.isEmpty()) {
            clauses.add("adds " + shown(added));
        }
        return String.join(" and ", clauses);
    }

    private static String shown(Set<String> names) {
        List<String> first = names.stream().limit(SHOWN).toList();
        return String.join(", ", first) + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " others" : "");
    }

    /** The boxes of common classes, with common numbers. */
    List<Box> ofBefore(List<Box> boxes) {
        return renumbered(boxes, before);
    }

    /** The same for the other model. */
    List<Box> ofAfter(List<Box> boxes) {
        return renumbered(boxes, after);
    }

    private List<Box> renumbered(List<Box> boxes, List<String> names) {
        List<Box> kept = new ArrayList<>(boxes.size());
        for (Box box : boxes) {
            Integer number = common.get(names.get(box.classId()));
            if (number != null) {
                kept.add(new Box(number, box.confidence(), box.x1(), box.y1(), box.x2(), box.y2()));
            }
        }
        return kept;
    }
}
