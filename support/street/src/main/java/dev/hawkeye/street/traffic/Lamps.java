package dev.hawkeye.street.traffic;

/** The states of a vehicle's lamps. */
enum Lamps {
    /** Parked, or by day. */
    OFF,
    ON,
    /** By day: only the brake lights. */
    BRAKING,
    ON_AND_BRAKING;

    static Lamps of(boolean on, boolean braking) {
        return on ? braking ? ON_AND_BRAKING : ON : braking ? BRAKING : OFF;
    }

    boolean on() {
        return this == ON || this == ON_AND_BRAKING;
    }

    boolean braking() {
        return this == BRAKING || this == ON_AND_BRAKING;
    }
}
