package dev.hawkeye.street.scene;

import dev.hawkeye.street.drawing.Pen;

/** Something that stands on the ground and can hide what is behind it. */
public interface SceneObject {
    /** Of its middle, metres right of the street's middle. */
    double x();

    /** Of its end that is nearer to the camera, metres along the street. */
    double near();

    /** Of its other end. */
    double far();

    /** Draws all of it, in whatever mode the pen is; whoever draws tells the canvas what belongs to which object. */
    void draw(Pen pen, Sunlight sun, Tally tally);

    /** How much of the sun reaches a place, 0 to 1. */
    interface Sunlight {
        double at(double x, double y);
    }

    /** Is told which object is drawn from now on. */
    interface Tally {
        /** @param track number of the object, 0 for what is none */
        void object(ObjectKind kind, int track);
    }
}
