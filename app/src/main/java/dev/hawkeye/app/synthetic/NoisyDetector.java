package dev.hawkeye.app.synthetic;

import dev.hawkeye.street.Street;
import dev.hawkeye.street.StreetObject;
import dev.hawkeye.street.StreetSettings;
import dev.hawkeye.street.scene.ObjectKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Simulates a detector on the ground truth: its boxes are inexact, sometimes missing, sometimes of the wrong class, and
 * occasionally false positives. For measuring trackers without a model; deliberately much worse than the packaged one.
 *
 * <ul>
 *   <li>Each edge is moved by a normal distribution with a standard deviation of 3 % of the width or height.
 *   <li>An object is missed in 4 % of the pictures, and in up to 35 % more the more it is hidden.
 *   <li>Every 25 s on average, an object drops out of all pictures for 0.3 to 1.5 s.
 *   <li>In 6 % of the pictures, a car is mistaken for a truck, a truck for a car, and a bus for a truck.
 *   <li>The score is 0.35 plus 0.6 times the visible share, minus 0.3 for objects less than 30 pixels high, with a
 *       standard deviation of 0.12, clipped to 0.12 to 0.97.
 *   <li>In 15 % of the pictures there is a false person, with a score of 0.1 to 0.6.
 * </ul>
 *
 * <p>Deterministic: every object consumes the same number of random numbers, whether it is found or not. Handles one
 * film, picture by picture; not thread-safe.
 */
public final class NoisyDetector {
    private static final double EDGE = 0.03;
    private static final double MISSED = 0.04;
    private static final double MISSED_HIDDEN = 0.35;
    private static final double DROP_OUTS_PER_SECOND = 0.04;
    private static final double DROP_OUT_MIN_SECONDS = 0.3;
    private static final double DROP_OUT_MAX_SECONDS = 1.5;
    private static final double WRONG_CLASS = 0.06;
    private static final double FALSE_BOX = 0.15;
    private static final double LEAST_SIDE = 2;

    private final Random random;
    private final int fps;
    private final Map<Integer, Integer> droppedUntil = new HashMap<>();
    private int picture;

    /** @param settings the settings of the film */
    public NoisyDetector(StreetSettings settings) {
        this.random = new Random(settings.seed());
        this.fps = settings.fps();
    }

    /**
     * A detected box.
     *
     * @param x left edge, pixels, 0 or more
     * @param y top edge, pixels, 0 or more
     * @param width the width, pixels, at least 2
     * @param height the height, pixels, at least 2
     * @param score the score, 0.1 to 0.97
     */
    public record Found(ObjectKind kind, double x, double y, double width, double height, double score) {}

    /** @param objects the objects of the next picture */
    public List<Found> see(List<StreetObject> objects) {
        picture++;
        List<Found> found = new ArrayList<>();
        for (StreetObject object : objects) {
            boolean missed = isMissed(object);
            Found blurred = blurred(object);
            if (!missed) {
                found.add(blurred);
            }
        }
        boolean isFalse = random.nextDouble() < FALSE_BOX;
        Found nothing = nothing();
        if (isFalse) {
            found.add(nothing);
        }
        return found;
    }

    private boolean isMissed(StreetObject object) {
        boolean isOut = droppedUntil.getOrDefault(object.track(), 0) > picture;
        boolean dropsOut = random.nextDouble() < DROP_OUTS_PER_SECOND / fps;
        double seconds = between(DROP_OUT_MIN_SECONDS, DROP_OUT_MAX_SECONDS);
        boolean missed = random.nextDouble() < MISSED + MISSED_HIDDEN * (1 - object.visible());
        if (dropsOut && !isOut) {
            droppedUntil.put(object.track(), picture + (int) Math.round(seconds * fps));
        }
        return isOut || dropsOut || missed;
    }

    private Found blurred(StreetObject object) {
        double left = moved(object.x(), object.width());
        double top = moved(object.y(), object.height());
        double right = moved(object.x() + object.width(), object.width());
        double bottom = moved(object.y() + object.height(), object.height());
        double small = object.height() < 30 ? 0.3 : 0;
        double score = 0.35 + 0.6 * object.visible() + 0.12 * random.nextGaussian() - small;
        ObjectKind kind = random.nextDouble() < WRONG_CLASS ? confused(object.kind()) : object.kind();
        return inside(kind, left, top, right - left, bottom - top, Math.max(0.12, Math.min(0.97, score)));
    }

    private double moved(double edge, double size) {
        return edge + EDGE * size * random.nextGaussian();
    }

    private static ObjectKind confused(ObjectKind kind) {
        return switch (kind) {
            case CAR, BUS -> ObjectKind.TRUCK;
            case TRUCK -> ObjectKind.CAR;
            default -> kind;
        };
    }

    private Found nothing() {
        double width = between(15, 80);
        double height = width * between(0.8, 2.5);
        return inside(
                ObjectKind.PERSON,
                between(0, Street.WIDTH - width),
                between(0, Street.HEIGHT - height),
                width,
                height,
                between(0.1, 0.6));
    }

    private static Found inside(ObjectKind kind, double x, double y, double width, double height, double score) {
        double left = Math.max(0, Math.min(Street.WIDTH - LEAST_SIDE, x));
        double top = Math.max(0, Math.min(Street.HEIGHT - LEAST_SIDE, y));
        double right = Math.max(left + LEAST_SIDE, Math.min(Street.WIDTH, x + width));
        double bottom = Math.max(top + LEAST_SIDE, Math.min(Street.HEIGHT, y + height));
        return new Found(kind, left, top, right - left, bottom - top, score);
    }

    private double between(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }
}
