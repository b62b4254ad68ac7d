package dev.hawkeye.tracking;

/**
 * The position and motion of an object: its bottom center, where it stands on the ground, its width and its height,
 * each coordinate with its own Kalman filter. The noise of the motion adapts to the last residuals, as in SR-Track: an
 * object that has just turned or braked gets more room to do so again, and one that goes straight is held to its line
 * through an occlusion. Mutable.
 */
final class Motion {
    /** An object that stands still may start to walk. */
    private static final double MIN_AGILITY = 0.3;

    private static final double MAX_AGILITY = 10;
    private static final double DIM_BOX = 4;
    private static final double FILLED_IN = 4;
    private static final double UNSEEN_GROWTH_SECONDS = 0.4;

    private final TrackerSettings settings;
    private final Axis x;
    private final Axis bottom;
    private final Axis width;
    private final Axis height;
    private double agility = 1;
    private double floor;

    Motion(TrackerSettings settings, Box box) {
        this.settings = settings;
        double size = Math.sqrt(box.area());
        double error = square(settings.positionError() * size);
        double extentError = square(settings.extentError() * size);
        double speed = square(settings.startSpeed() * size);
        double growth = square(settings.startGrowth() * size);
        this.x = new Axis(center(box), error, speed);
        this.bottom = new Axis(box.bottom(), error, speed);
        this.width = new Axis(box.width(), extentError, growth);
        this.height = new Axis(box.height(), extentError, growth);
        this.floor = size / 4;
    }

    Motion(TrackerSettings settings, TrackState.MotionState state) {
        this.settings = settings;
        this.x = new Axis(state.x());
        this.bottom = new Axis(state.bottom());
        this.width = new Axis(state.width());
        this.height = new Axis(state.height());
        this.agility = state.agility();
        this.floor = state.floor();
    }

    TrackState.MotionState state() {
        return new TrackState.MotionState(x.state(), bottom.state(), width.state(), height.state(), agility, floor);
    }

    /** The predicted box. */
    Box box() {
        double w = Math.max(floor, width.position());
        double h = Math.max(floor, height.position());
        return new Box(x.position() - w / 2, bottom.position() - h, x.position() + w / 2, bottom.position());
    }

    /**
     * @param seconds since the last prediction, 0 or more
     * @param unseen whether the last frame did not show it
     */
    void predict(double seconds, boolean unseen) {
        double size2 = size2();
        double noise = square(settings.acceleration()) * size2 * agility;
        double growth = square(settings.growth()) * size2;
        x.predict(seconds, noise);
        bottom.predict(seconds, noise);
        width.predict(seconds, growth);
        height.predict(seconds, growth);
        if (unseen) {
            // Growth at the last sighting would otherwise make the box fill the picture, or vanish.
            double factor = Math.exp(-seconds / UNSEEN_GROWTH_SECONDS);
            width.slowDown(factor);
            height.slowDown(factor);
        }
    }

    /** @param dim whether the score is low, which makes the box less exact */
    void update(Occlusion seen, boolean dim) {
        Box box = seen.whole();
        double size2 = size2() * (dim ? DIM_BOX : 1);
        double error = square(settings.positionError()) * size2;
        double extentError = square(settings.extentError()) * size2;
        double surpriseX = x.update(center(box), error * (seen.sideways() ? FILLED_IN : 1));
        double surpriseY = bottom.update(box.bottom(), error * (seen.upright() ? FILLED_IN : 1));
        if (!seen.sideways()) {
            width.update(box.width(), extentError);
        }
        if (!seen.upright()) {
            height.update(box.height(), extentError);
        }
        double surprise = (surpriseX + surpriseY) / 2;
        agility = Math.max(MIN_AGILITY, Math.min(MAX_AGILITY, (agility + surprise) / 2));
        floor = Math.sqrt(box.area()) / 4;
    }

    /** The squared distance of a box from the predicted position, in standard deviations (Mahalanobis). */
    double surprise(Box box) {
        double error = square(settings.positionError()) * size2();
        return square(center(box) - x.position()) / (x.varPosition() + error)
                + square(box.bottom() - bottom.position()) / (bottom.varPosition() + error);
    }

    private double size2() {
        return Math.max(floor, width.position()) * Math.max(floor, height.position());
    }

    private static double center(Box box) {
        return (box.left() + box.right()) / 2;
    }

    private static double square(double value) {
        return value * value;
    }
}
