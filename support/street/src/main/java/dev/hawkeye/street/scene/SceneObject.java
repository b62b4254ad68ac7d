package dev.hawkeye.street.scene;

import dev.hawkeye.street.drawing.Pen;

/** Something that stands on the ground and can hide what is behind it. */
public interface SceneObject {
    /** Of its middle, meters right of the street's middle. */
    double x();

    /** Of its end that is nearer to the camera, meters along the street. */
    double near();

    /** Of its other end. */
    double far();

    /** Draws all of it, in the mode that the pen is in; reports each object to the tally before drawing it. */
    void draw(Pen pen, Sunlight sun, Tally tally);

    /** How much of the sun reaches a place, 0 to 1. */
    interface Sunlight {
        double at(double x, double y);
    }

    /** Receives the object that is drawn from now on. */
    interface Tally {
        /** @param track number of the object, 0 for what is none */
        void object(ObjectKind kind, int track);
    }
}
