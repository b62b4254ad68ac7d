package dev.hawkeye.tracking;

/**
 * A Kalman filter of one coordinate that moves at a nearly constant speed: position, speed, and their covariance. The
 * acceleration is white noise, so the uncertainty grows with the elapsed time and not with the number of frames
 * (Bar-Shalom, Li and Kirubarajan, Estimation with Applications to Tracking and Navigation, 2001, 6.2.2). Mutable.
 */
final class Axis {
    private double position;
    private double speed;
    private double varPosition;
    private double covariance;
    private double varSpeed;

    Axis(double position, double varPosition, double varSpeed) {
        this.position = position;
        this.varPosition = varPosition;
        this.varSpeed = varSpeed;
    }

    Axis(TrackState.AxisState state) {
        position = state.position();
        speed = state.speed();
        varPosition = state.varPosition();
        covariance = state.covariance();
        varSpeed = state.varSpeed();
    }

    TrackState.AxisState state() {
        return new TrackState.AxisState(position, speed, varPosition, covariance, varSpeed);
    }

    double position() {
        return position;
    }

    double varPosition() {
        return varPosition;
    }

    /**
     * @param seconds since the last prediction, 0 or more
     * @param noise spectral density of the acceleration, unit² / s³
     */
    void predict(double seconds, double noise) {
        double squared = seconds * seconds;
        position += speed * seconds;
        varPosition += 2 * seconds * covariance + squared * varSpeed + noise * squared * seconds / 3;
        covariance += seconds * varSpeed + noise * squared / 2;
        varSpeed += noise * seconds;
    }

    /** @param factor 0 to 1 */
    void slowDown(double factor) {
        speed *= factor;
    }

    /** @return the squared residual over its expected variance: 1 on average */
    double update(double measured, double variance) {
        double residual = measured - position;
        double expected = varPosition + variance;
        double gain = varPosition / expected;
        double speedGain = covariance / expected;
        position += gain * residual;
        speed += speedGain * residual;
        varSpeed -= speedGain * covariance;
        covariance *= 1 - gain;
        varPosition *= 1 - gain;
        return residual * residual / expected;
    }
}
