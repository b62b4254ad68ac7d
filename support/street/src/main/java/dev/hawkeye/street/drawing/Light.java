package dev.hawkeye.street.drawing;

/**
 * The light in a kind of weather.
 *
 * @param toSun direction to the sun
 * @param sun light of the sun on a surface that faces it
 * @param sky light from above
 * @param haze color of distant objects
 * @param hazeDistance distance at which haze hides 63 %, meters
 * @param zenith color of the sky overhead
 * @param horizon color of the sky at the horizon
 * @param lamps whether lamps are on
 * @param wet how strongly the road mirrors, 0 to 1
 */
public record Light(
        Direction toSun,
        Color sun,
        Color sky,
        Color haze,
        double hazeDistance,
        Color zenith,
        Color horizon,
        boolean lamps,
        double wet) {

    /** @param side the side of the street where the sun is, -1 to 1 */
    public static Light of(Weather weather, double side) {
        return switch (weather) {
            case DAY ->
                new Light(
                        Direction.of(side * 0.55, -0.45, 0.9),
                        new Color(1.02f, 0.95f, 0.82f),
                        new Color(0.56f, 0.60f, 0.68f),
                        new Color(0.77f, 0.83f, 0.90f),
                        420,
                        new Color(0.30f, 0.51f, 0.82f),
                        new Color(0.80f, 0.88f, 0.95f),
                        false,
                        0);
            case DUSK ->
                new Light(
                        Direction.of(0.02, -0.02, 1),
                        new Color(0.07f, 0.05f, 0.05f),
                        new Color(0.24f, 0.25f, 0.34f),
                        new Color(0.42f, 0.34f, 0.40f),
                        330,
                        new Color(0.12f, 0.17f, 0.34f),
                        new Color(0.88f, 0.55f, 0.40f),
                        true,
                        0.06);
            case RAIN ->
                new Light(
                        Direction.of(0.02, -0.02, 1),
                        new Color(0.06f, 0.06f, 0.06f),
                        new Color(0.52f, 0.55f, 0.58f),
                        new Color(0.60f, 0.63f, 0.66f),
                        130,
                        new Color(0.56f, 0.60f, 0.64f),
                        new Color(0.70f, 0.72f, 0.74f),
                        true,
                        0.55);
        };
    }

    /**
     * The color of a lit surface.
     *
     * @param nx x of the normal of length 1, with ny and nz
     * @param sunlit share of the sun that reaches it
     */
    public Color on(Color surface, double nx, double ny, double nz, double sunlit) {
        double facing = Math.max(0, nx * toSun.x() + ny * toSun.y() + nz * toSun.z()) * sunlit;
        double open = 0.72 + 0.28 * nz;
        return new Color(
                (float) (surface.r() * (sky.r() * open + sun.r() * facing)),
                (float) (surface.g() * (sky.g() * open + sun.g() * facing)),
                (float) (surface.b() * (sky.b() * open + sun.b() * facing)));
    }

    /**
     * The share of each color that remains on the ground in the shade; whatever blocks the sun blocks some sky, too.
     */
    public Color inShade() {
        double sunUp = toSun.z();
        return new Color(
                (float) Math.min(0.8, sky.r() / (sky.r() + sun.r() * sunUp)),
                (float) Math.min(0.8, sky.g() / (sky.g() + sun.g() * sunUp)),
                (float) Math.min(0.8, sky.b() / (sky.b() + sun.b() * sunUp)));
    }

    /** A color as seen through haze from a distance in meters. */
    public Color hazed(Color color, double distance) {
        return color.mix(haze, 1 - Math.exp(-distance / hazeDistance));
    }

    /** The color of the sky in a direction of length 1. */
    public Color skyToward(double dx, double dy, double dz) {
        double height = Math.pow(Math.max(0, dz), 0.55);
        Color clear = horizon.mix(zenith, height * 1.25);
        double scale = 1.6 / (dz + 0.12);
        double clouds = Noise.cloudy(dx * scale, dy * scale, 71, 5);
        double cover = Math.max(0, Math.min(1, (clouds - 0.5) * 4)) * Math.min(1, Math.max(0, dz * 9));
        return clear.mix(horizon.mix(new Color(1, 1, 1), lamps ? 0 : 0.75), cover * (lamps ? 0.45 : 0.8));
    }
}
