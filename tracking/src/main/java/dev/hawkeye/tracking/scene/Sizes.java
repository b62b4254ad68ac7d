package dev.hawkeye.tracking.scene;

import dev.hawkeye.settings.Check;
import java.util.Map;

/**
 * Limits for the size of a box by class: its height, as a fraction of the picture's height. The height rather than the
 * area, because it can be read off the picture, and because a person's height does not change with the pose as the
 * width does.
 */
final class Sizes {
    private Sizes() {}

    static void check(Map<String, Float> least, Map<String, Float> most) {
        least.forEach((name, size) -> Check.zeroToOne("min-size." + name, size));
        most.forEach((name, size) -> {
            Check.zeroToOne("max-size." + name, size);
            float atLeast = least.getOrDefault(name, 0f);
            Check.that(size >= atLeast, "max-size." + name, "must be min-size (" + atLeast + ") or more", size);
        });
    }

    static boolean allow(Map<String, Float> least, Map<String, Float> most, String className, double height) {
        return height >= least.getOrDefault(className, 0f) && height <= most.getOrDefault(className, Float.MAX_VALUE);
    }
}
