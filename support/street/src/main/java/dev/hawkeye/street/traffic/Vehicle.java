package dev.hawkeye.street.traffic;

import dev.hawkeye.street.drawing.Pen;

/** A motor vehicle, moving or parked. */
public final class Vehicle extends Ride {
    private final VehiclePainter painter;
    private final int track;
    private final boolean parked;

    public Vehicle(VehiclePainter painter, int track, double lane, int sense, double likes, double progress) {
        super(lane, sense, painter.body.length(), Math.max(1, likes), progress);
        this.painter = painter;
        this.track = track;
        this.parked = likes == 0;
    }

    @Override
    public void draw(Pen pen, Sunlight sun, Tally tally) {
        VehicleBody body = painter.body;
        tally.object(body.kind, track);
        double offset = (body.front + body.rear) / 2;
        pen.place(lane, y() - sense * offset, turn(), sun.at(lane, y()));
        Lamps lamps = Lamps.of(!parked && pen.light.lamps(), !parked && isBraking());
        painter.draw(pen, lamps, parked ? 0 : -progress / body.wheel % (2 * Math.PI));
        if (!parked && !pen.drawsShadow()) {
            painter.glow(pen, lamps);
        }
    }

    public void beam(Pen pen) {
        if (!parked) {
            pen.place(lane, y(), turn(), 0);
            painter.beam(pen);
        }
    }
}
