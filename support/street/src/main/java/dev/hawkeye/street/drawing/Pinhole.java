package dev.hawkeye.street.drawing;

/**
 * The camera: a pinhole above the ground at y = 0, in meters, with x to the right, y along the street and z up. Half of
 * all cameras mirror the scene, so that traffic drives on the left.
 */
public final class Pinhole {
    public final double x;
    public final double z;
    public final double focal;
    public final boolean mirrored;
    private final double centerX;
    private final double centerY;
    private final double sinYaw;
    private final double cosYaw;
    private final double sinPitch;
    private final double cosPitch;

    /**
     * @param yaw rotation to the right, radians
     * @param pitch down, radians
     * @param focal length in pixels
     */
    public Pinhole(double x, double z, double yaw, double pitch, double focal, boolean mirrored) {
        this.x = x;
        this.z = z;
        this.focal = focal;
        this.mirrored = mirrored;
        this.centerX = Canvas.WIDTH / 2.0;
        this.centerY = Canvas.HEIGHT / 2.0;
        this.sinYaw = Math.sin(yaw);
        this.cosYaw = Math.cos(yaw);
        this.sinPitch = Math.sin(pitch);
        this.cosPitch = Math.cos(pitch);
    }

    /** Distance of a point along the line of sight, meters. */
    public double depth(double px, double py, double pz) {
        return ((px - x) * sinYaw + py * cosYaw) * cosPitch - (pz - z) * sinPitch;
    }

    /** The column where a point of a known depth above 0 appears, pixels from the left. */
    public double column(double px, double py, double depth) {
        double right = (px - x) * cosYaw - py * sinYaw;
        return centerX + (mirrored ? -focal : focal) * right / depth;
    }

    /** The row where a point of a known depth above 0 appears, pixels from the top. */
    public double row(double px, double py, double pz, double depth) {
        double up = ((px - x) * sinYaw + py * cosYaw) * sinPitch + (pz - z) * cosPitch;
        return centerY - focal * up / depth;
    }

    /** The direction of a pixel, not of length 1: its component along the line of sight is 1. */
    public void look(double column, double row, double[] direction) {
        double right = (column - centerX) / (mirrored ? -focal : focal);
        double up = (centerY - row) / focal;
        double ahead = cosPitch + up * sinPitch;
        direction[0] = ahead * sinYaw + right * cosYaw;
        direction[1] = ahead * cosYaw - right * sinYaw;
        direction[2] = up * cosPitch - sinPitch;
    }
}
