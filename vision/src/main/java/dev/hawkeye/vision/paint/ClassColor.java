package dev.hawkeye.vision.paint;

import java.awt.Color;
import java.util.Map;

/**
 * The color of a class in pictures: always the same for the same name, bright, and of equal lightness for all, so that
 * black letters are readable on each. The console's page uses the same hues.
 */
public final class ClassColor {
    /** Hues in degrees, for the classes of COCO: far apart for classes that are seen together. */
    private static final Map<String, Integer> HUES = Map.ofEntries(
            Map.entry("person", 68),
            Map.entry("bicycle", 155),
            Map.entry("car", 225),
            Map.entry("motorcycle", 345),
            Map.entry("airplane", 345),
            Map.entry("bus", 305),
            Map.entry("train", 285),
            Map.entry("truck", 25),
            Map.entry("boat", 315),
            Map.entry("traffic light", 110),
            Map.entry("fire hydrant", 310),
            Map.entry("stop sign", 135),
            Map.entry("parking meter", 245),
            Map.entry("bench", 285),
            Map.entry("bird", 110),
            Map.entry("cat", 275),
            Map.entry("dog", 130),
            Map.entry("horse", 145),
            Map.entry("sheep", 0),
            Map.entry("cow", 200),
            Map.entry("elephant", 15),
            Map.entry("bear", 10),
            Map.entry("zebra", 15),
            Map.entry("giraffe", 345),
            Map.entry("backpack", 190),
            Map.entry("umbrella", 325),
            Map.entry("handbag", 265),
            Map.entry("tie", 155),
            Map.entry("suitcase", 5),
            Map.entry("frisbee", 335),
            Map.entry("skis", 140),
            Map.entry("snowboard", 280),
            Map.entry("sports ball", 110),
            Map.entry("kite", 350),
            Map.entry("baseball bat", 155),
            Map.entry("baseball glove", 0),
            Map.entry("skateboard", 145),
            Map.entry("surfboard", 140),
            Map.entry("tennis racket", 10),
            Map.entry("bottle", 45),
            Map.entry("wine glass", 350),
            Map.entry("cup", 235),
            Map.entry("fork", 30),
            Map.entry("knife", 285),
            Map.entry("spoon", 150),
            Map.entry("bowl", 185),
            Map.entry("banana", 0),
            Map.entry("apple", 0),
            Map.entry("sandwich", 95),
            Map.entry("orange", 45),
            Map.entry("broccoli", 310),
            Map.entry("carrot", 75),
            Map.entry("hot dog", 5),
            Map.entry("pizza", 180),
            Map.entry("donut", 315),
            Map.entry("cake", 195),
            Map.entry("chair", 325),
            Map.entry("couch", 25),
            Map.entry("potted plant", 350),
            Map.entry("bed", 35),
            Map.entry("dining table", 255),
            Map.entry("toilet", 110),
            Map.entry("tv", 100),
            Map.entry("laptop", 155),
            Map.entry("mouse", 345),
            Map.entry("remote", 100),
            Map.entry("keyboard", 195),
            Map.entry("cell phone", 25),
            Map.entry("microwave", 215),
            Map.entry("oven", 95),
            Map.entry("toaster", 100),
            Map.entry("sink", 260),
            Map.entry("refrigerator", 20),
            Map.entry("book", 125),
            Map.entry("clock", 305),
            Map.entry("vase", 155),
            Map.entry("scissors", 0),
            Map.entry("teddy bear", 225),
            Map.entry("hair drier", 195),
            Map.entry("toothbrush", 10));

    private static final double LIGHTNESS = 0.84;
    private static final double CHROMA = 0.15;

    private ClassColor() {}

    /** @return hue of a class in OKLCH, degrees, 0 to 359: by the FNV-1a hash of its name if none is set */
    public static int hue(String className) {
        Integer set = HUES.get(className);
        if (set != null) {
            return set;
        }
        int hash = 0x811c9dc5;
        for (int i = 0; i < className.length(); i++) {
            hash = (hash ^ className.charAt(i)) * 0x01000193;
        }
        return Integer.remainderUnsigned(hash, 360);
    }

    /**
     * Converts from OKLCH to sRGB, as its author specifies (B. Ottosson, A perceptual color space for image processing,
     * 2020).
     */
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
