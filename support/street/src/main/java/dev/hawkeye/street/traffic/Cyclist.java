package dev.hawkeye.street.traffic;

import dev.hawkeye.street.drawing.Pen;
import dev.hawkeye.street.scene.ObjectKind;

/** Two objects, a bicycle and its rider. */
final class Cyclist extends Ride {
    private static final double LENGTH = 1.8;
    private static final double METERS_PER_PEDAL_TURN = 4.5;

    private final BicyclePainter bicycle;
    private final FigurePainter rider;
    private final int track;
    private final double weave;

    /** @param track the track of the rider; the bicycle has the next one */
    Cyclist(
            BicyclePainter bicycle,
            FigurePainter rider,
            int track,
            double lane,
            int sense,
            double likes,
            double progress,
            double weave) {
        super(lane, sense, LENGTH, likes, progress);
        this.bicycle = bicycle;
        this.rider = rider;
        this.track = track;
        this.weave = weave;
    }

    @Override
    public double x() {
        return lane + 0.22 * Math.sin(progress * 0.13 + weave);
    }

    @Override
    public void draw(Pen pen, Sunlight sun, Tally tally) {
        double drift = 0.03 * Math.cos(progress * 0.13 + weave);
        pen.place(x(), y(), turn() + drift, sun.at(lane, y()));
        tally.object(ObjectKind.BICYCLE, track + 1);
        bicycle.draw(pen);
        tally.object(ObjectKind.PERSON, track);
        rider.ride(pen, -progress / METERS_PER_PEDAL_TURN * 2 * Math.PI);
        bicycle.glow(pen);
    }
}
