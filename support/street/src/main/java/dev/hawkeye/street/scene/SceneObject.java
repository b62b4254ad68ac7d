package dev.hawkeye.street.scene;

import dev.hawkeye.street.drawing.Pen;

/** Something that stands on the ground and can hide what is behind it. */
public interface SceneObject {
    /** Position of its middle, meters right of the street's middle. */
    double x();

    /** Position of its end nearer to the camera, meters along the street. */
    double near();

    /** Position of its far end. */
    double far();

    /** Draws all of it in the current mode of the pen; reports each object to the tally before drawing it. */
    void draw(Pen pen, Sunlight sun, Tally tally);

    /** Share of the sun that reaches a place, 0 to 1. */
    interface Sunlight {
        double at(double x, double y);
    }

    /** Is notified of each object before it is drawn. */
    interface Tally {
        /** @param track number of the object; 0 for anything that is not an object */
        void object(ObjectKind kind, int track);
    }
}
