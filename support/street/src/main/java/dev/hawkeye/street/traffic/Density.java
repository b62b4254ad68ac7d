package dev.hawkeye.street.traffic;

import java.util.Locale;

/** How busy a street is: the arrival rates of vehicles, bicycles and walkers. */
public enum Density {
    /** A main street by day, with constant motion: about 700 vehicles and 1,000 walkers an hour, each way. */
    NORMAL(1, 1),

    /** A side street at night, mostly without motion: about 17 vehicles and 4 walkers an hour. */
    LIGHT(0.012, 0.004);

    private final double wheels;
    private final double feet;

    Density(double wheels, double feet) {
        this.wheels = wheels;
        this.feet = feet;
    }

    /** @throws IllegalArgumentException for an unknown value; the message names it and the known ones */
    public static Density of(String name) {
        for (Density density : values()) {
            if (density.name().toLowerCase(Locale.ROOT).equals(name)) {
                return density;
            }
        }
        throw new IllegalArgumentException("traffic must be normal or light, got: " + name);
    }

    /** Arrival rate of vehicles and bicycles, relative to a normal street. */
    double wheels() {
        return wheels;
    }

    /** Arrival rate of walkers, likewise. */
    double feet() {
        return feet;
    }
}
