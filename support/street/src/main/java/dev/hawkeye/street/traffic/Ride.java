package dev.hawkeye.street.traffic;

import dev.hawkeye.street.scene.SceneObject;

/**
 * Anything that rolls along a lane. It follows the one in front by the Intelligent Driver Model (Treiber, Hennecke and
 * Helbing, 2000): it accelerates toward its desired speed, the less so the closer the one in front.
 */
abstract class Ride implements SceneObject {
    private static final double HEADWAY_SECONDS = 1.3;
    private static final double STANDING_GAP = 2.0;
    private static final double ACCELERATION = 1.6;
    private static final double COMFORTABLE_BRAKING = 2.2;
    private static final double MAX_BRAKING = 7;

    final double lane;
    final double length;
    /** 1 for traffic toward larger y, -1 for traffic toward the camera. */
    final int sense;

    private final double likes;
    /** Position of its front, meters from y = 0 in its own direction. */
    double progress;

    double speed;
    private double acceleration;

    Ride(double lane, int sense, double length, double likes, double progress) {
        this.lane = lane;
        this.sense = sense;
        this.length = length;
        this.likes = likes;
        this.progress = progress;
        this.speed = likes;
    }

    /**
     * @param gap free meters ahead, infinity if nothing is in the way
     * @param approaching closing speed, meters per second
     */
    void step(double seconds, double gap, double approaching) {
        double wanted = STANDING_GAP
                + Math.max(
                        0,
                        speed * HEADWAY_SECONDS
                                + speed * approaching / (2 * Math.sqrt(ACCELERATION * COMFORTABLE_BRAKING)));
        double free = Math.pow(speed / likes, 4);
        double crowded = wanted / Math.max(0.3, gap);
        acceleration = Math.max(-MAX_BRAKING, ACCELERATION * (1 - free - crowded * crowded));
        double before = speed;
        speed = Math.max(0, speed + acceleration * seconds);
        progress += (before + speed) / 2 * seconds;
    }

    boolean canStopWithin(double meters) {
        return speed * speed / (2 * COMFORTABLE_BRAKING * 1.4) < meters;
    }

    boolean isBraking() {
        return acceleration < -0.7 || speed < 0.3;
    }

    /** Position of its middle, meters along the street. */
    double y() {
        return sense * (progress - length / 2);
    }

    double turn() {
        return sense > 0 ? 0 : Math.PI;
    }

    @Override
    public double x() {
        return lane;
    }

    @Override
    public double near() {
        return y() - length / 2;
    }

    @Override
    public double far() {
        return y() + length / 2;
    }
}
