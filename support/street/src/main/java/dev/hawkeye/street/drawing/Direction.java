package dev.hawkeye.street.drawing;

/** A direction in the street's axes (right, along, up), of length 1. */
public record Direction(double x, double y, double z) {

    static Direction of(double x, double y, double z) {
        double length = Math.sqrt(x * x + y * y + z * z);
        return new Direction(x / length, y / length, z / length);
    }
}
