package dev.hawkeye.models.coco;

import java.util.List;
import java.util.stream.Collectors;

/** Formats one line about many items. */
final class Remarks {
    private static final int SHOWN = 5;

    private Remarks() {}

    /** A line such as {@code label files that belong to no picture (7): a.txt, b.txt, c.txt, d.txt, e.txt …}. */
    static String of(String what, List<String> which) {
        return what + " (" + which.size() + "): "
                + which.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + (which.size() > SHOWN ? " …" : "");
    }
}
