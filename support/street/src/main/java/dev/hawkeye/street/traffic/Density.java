package dev.hawkeye.street.traffic;

import java.util.Locale;

/** How much is going on in a street: how many vehicles, bicycles and walkers arrive. */
public enum Density {
    /** A main street by day, where something moves all the time: some 700 vehicles and 1,000 walkers an hour, each way. */
    NORMAL(1, 1),

    /** A side street at night, in which nothing moves most of the time: about 17 vehicles and 4 walkers an hour. */
    LIGHT(0.012, 0.004);

    private final double wheels;
    private final double feet;

    Density(double wheels, double feet) {
        this.wheels = wheels;
        this.feet = feet;
    }

    /** @throws IllegalArgumentException naming the value and the known ones */
    public static Density of(String name) {
        for (Density density : values()) {
            if (density.name().toLowerCase(Locale.ROOT).equals(name)) {
                return density;
            }
        }
        throw new IllegalArgumentException("traffic must be normal or light, got: " + name);
    }

    /** Vehicles and bicycles that arrive, in relation to a normal street. */
    double wheels() {
        return wheels;
    }

    /** Walkers that arrive, likewise. */
    double feet() {
        return feet;
    }
}
