package dev.hawkeye.street.scene;

import dev.hawkeye.street.drawing.Canvas;
import dev.hawkeye.street.drawing.Color;
import dev.hawkeye.street.drawing.Light;
import dev.hawkeye.street.drawing.Noise;
import dev.hawkeye.street.drawing.Pinhole;
import java.util.function.BooleanSupplier;

/**
 * Everything that does not move: sky, houses, road. Drawn once per camera by ray tracing, four rays per pixel; a wet
 * road reflects the ray. Immutable afterwards.
 */
public final class Backdrop {
    private static final int RAYS = 2; // per row of a pixel, and per column
    private static final int CHANNELS = 3;
    private static final Color LAMP = new Color(1.0f, 0.76f, 0.46f);
    private static final Color OPPOSITE = Color.hex(0x8c8379);
    private static final double LAMP_HEIGHT = 6.4;
    private static final double LAMP_ARM = 1.6;
    private static final double LAMP_REACH = 24;

    public final byte[] bgr = new byte[Canvas.WIDTH * Canvas.HEIGHT * CHANNELS];
    /** Sunlight on each pixel of the ground, 0 to 255. */
    public final byte[] sunlit = new byte[Canvas.WIDTH * Canvas.HEIGHT];

    private final Pinhole camera;
    private final StreetPlan plan;
    private final Light light;
    private final Ground ground;
    private double sunShare;

    /** @param abandoned checked at each row; once true, the remaining rows stay black, since no one will see them */
    public Backdrop(Pinhole camera, StreetPlan plan, Light light, int seed, BooleanSupplier abandoned) {
        this.camera = camera;
        this.plan = plan;
        this.light = light;
        this.ground = new Ground(seed);
        double[] direction = new double[3];
        for (int y = 0; y < Canvas.HEIGHT && !abandoned.getAsBoolean(); y++) {
            for (int x = 0; x < Canvas.WIDTH; x++) {
                pixel(x, y, direction);
            }
        }
    }

    private void pixel(int x, int y, double[] direction) {
        float r = 0;
        float g = 0;
        float b = 0;
        double sun = 0;
        for (int ray = 0; ray < RAYS * RAYS; ray++) {
            camera.look(x + (ray % RAYS + 0.5) / RAYS, y + (Math.floorDiv(ray, RAYS) + 0.5) / RAYS, direction);
            double length =
                    Math.sqrt(direction[0] * direction[0] + direction[1] * direction[1] + direction[2] * direction[2]);
            sunShare = 0;
            Color color = trace(
                    camera.x, 0, camera.z, direction[0] / length, direction[1] / length, direction[2] / length, 1);
            r += Math.min(1, color.r());
            g += Math.min(1, color.g());
            b += Math.min(1, color.b());
            sun += sunShare;
        }
        int at = y * Canvas.WIDTH + x;
        float each = 1f / (RAYS * RAYS);
        bgr[at * CHANNELS] = (byte) (int) Canvas.level(b * each);
        bgr[at * CHANNELS + 1] = (byte) (int) Canvas.level(g * each);
        bgr[at * CHANNELS + 2] = (byte) (int) Canvas.level(r * each);
        sunlit[at] = (byte) (int) Canvas.level((float) sun * each);
    }

    private Color trace(double ox, double oy, double oz, double dx, double dy, double dz, int bounces) {
        double toGround = dz < 0 ? -oz / dz : Double.POSITIVE_INFINITY;
        Building house = (dx > 0 ? plan.right : plan.left).met(ox, oy, oz, dx, dy, dz, toGround);
        double nearest = house == null ? toGround : house.meet(ox, oy, oz, dx, dy, dz);
        if (house == null && dy > 0.2 && oy + dy * toGround > StreetPlan.END) {
            for (Building one : plan.end) {
                double distance = one.meet(ox, oy, oz, dx, dy, dz);
                if (distance < nearest) {
                    nearest = distance;
                    house = one;
                }
            }
        }
        if (nearest == Double.POSITIVE_INFINITY) {
            return light.skyToward(dx, dy, dz);
        }
        double x = ox + dx * nearest;
        double y = oy + dy * nearest;
        double z = oz + dz * nearest;
        Color seen = house == null ? paved(x, y, dx, dy, dz, bounces) : built(house, x, y, z, dx, dy, dz);
        return light.hazed(seen, nearest);
    }

    private Color built(Building house, double x, double y, double z, double dx, double dy, double dz) {
        boolean end = house.y0() > StreetPlan.END;
        boolean front = end ? y < house.y0() + 1e-6 : x < house.x0() + 1e-6 || x > house.x1() - 1e-6;
        double nx = front && !end ? (x < 0 ? 1 : -1) : 0;
        double ny = nx == 0 ? -1 : 0;
        Surface surface = front
                ? Facade.at(house, end ? x - house.x0() : y - house.y0(), z, light.lamps())
                : Surface.dull(Facade.wall(house, x, z).times(0.9));
        boolean facesSun = nx * light.toSun().x() + ny * light.toSun().y() > 0;
        double sun = facesSun && plan.isSunlit(x + nx * 0.01, y + ny * 0.01, z, light.toSun()) ? 1 : 0;
        double low = 0.8 + 0.2 * Math.min(1, z / 3);
        Color color = light.on(surface.color(), nx, ny, 0, sun).times(low);
        if (surface.gloss() > 0) {
            // A pane mirrors the sky in its upper part, and the houses across the street in its lower part.
            Color sky = light.skyToward(dx - 2 * nx * dx * Math.abs(nx), dy, Math.abs(dz) + 0.25);
            Color opposite = light.on(OPPOSITE, 0, 0, 0.5, 0.3);
            double higher = Math.min(1, z / 16) * (0.55 + 0.45 * Noise.smooth(x + y * 0.7, z * 0.4, 3));
            color = color.mix(opposite.mix(sky, 0.15 + 0.75 * higher), surface.gloss());
        }
        return color.plus(surface.shines()).plus(lamplight(surface.color(), x, y, z, 0.55));
    }

    private Color paved(double x, double y, double dx, double dy, double dz, int bounces) {
        Surface surface = ground.at(x, y, light.wet());
        boolean sun = plan.isSunlit(x, y, 0, light.toSun());
        sunShare = sun ? 1 : 0;
        double toWall = Math.max(0, Math.min(StreetPlan.WALL_RIGHT - x, x - StreetPlan.WALL_LEFT));
        double corner = 0.72 + 0.28 * Math.min(1, toWall / 2.5);
        Color color = light.on(surface.color(), 0, 0, 1, sunShare).times(corner);
        if (light.lamps()) {
            double shops = Math.exp(-toWall / 1.7) * 0.22;
            color = color.plus(surface.color().times(LAMP).times(shops)).plus(lamplight(surface.color(), x, y, 0, 1));
        }
        if (surface.gloss() > 0.02 && bounces > 0) {
            double ripple = (Noise.smooth(x * 9, y * 2.5, 5) - 0.5) * 0.05;
            double grazing = Math.pow(1 + dz, 3);
            Color mirrored = trace(x, y, 0.001, dx + ripple, dy, -dz + Math.abs(ripple), bounces - 1);
            sunShare = sun ? 1 : 0;
            return color.mix(mirrored, surface.gloss() * (0.25 + 0.75 * grazing));
        }
        return color;
    }

    /** The light that the street lamps add to a surface. */
    private Color lamplight(Color surface, double x, double y, double z, double share) {
        if (!light.lamps()) {
            return Color.BLACK;
        }
        double sum = 0;
        for (double[] lamp : plan.lamps) {
            double along = y - lamp[1];
            if (Math.abs(along) < LAMP_REACH) {
                double across = x - lamp[0] - lamp[2] * LAMP_ARM;
                double down = LAMP_HEIGHT - z;
                double squared = across * across + along * along + down * down;
                double edge = 1 - along * along / (LAMP_REACH * LAMP_REACH);
                sum += edge * Math.max(0, down) / (squared * Math.sqrt(squared));
            }
        }
        double strength = light.wet() > 0.3 ? 6 : 22;
        return surface.times(LAMP).times(sum * share * strength);
    }
}
