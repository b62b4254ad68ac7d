package dev.hawkeye.vision;

import java.awt.Color;
import java.util.Map;

/**
 * The colour of a class in pictures: always the same for the same name, bright, and equally light for all, so that black
 * letters can be read on each. The console's page has the same hues.
 */
public final class ClassColour {
    /** Far apart for what cameras see most, degrees. */
    private static final Map<String, Integer> HUES = Map.ofEntries(
            Map.entry("person", 68),
            Map.entry("bicycle", 155),
            Map.entry("car", 225),
            Map.entry("motorcycle", 345),
            Map.entry("bus", 305),
            Map.entry("truck", 25),
            Map.entry("train", 275),
            Map.entry("boat", 190),
            Map.entry("dog", 110),
            Map.entry("cat", 130),
            Map.entry("bird", 250));

    private static final int STEPS = 24;
    private static final double LIGHTNESS = 0.84;
    private static final double CHROMA = 0.15;

    private ClassColour() {}

    /** @return hue of a class in OKLCH, degrees, 0 to 359: that of its name's FNV-1a hash where none is set */
    public static int hue(String className) {
        Integer set = HUES.get(className);
        if (set != null) {
            return set;
        }
        int hash = 0x811c9dc5;
        for (int i = 0; i < className.length(); i++) {
            hash = (hash ^ className.charAt(i)) * 0x01000193;
        }
        return Integer.remainderUnsigned(hash, STEPS) * (360 / STEPS);
    }

    /** From OKLCH to sRGB as its author gives it (B. Ottosson, A perceptual color space for image processing, 2020). */
    static Color of(String className) {
        double hue = Math.toRadians(hue(className));
        double a = CHROMA * Math.cos(hue);
        double b = CHROMA * Math.sin(hue);
        double l = cube(LIGHTNESS + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(LIGHTNESS - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(LIGHTNESS - 0.0894841775 * a - 1.2914855480 * b);
        return new Color(
                encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
    }

    private static double cube(double root) {
        return root * root * root;
    }

    private static float encoded(double linear) {
        double value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return (float) Math.min(1, Math.max(0, value));
    }
}
