package dev.hawkeye.street.traffic;

import dev.hawkeye.street.drawing.Pen;
import dev.hawkeye.street.scene.ObjectKind;
import dev.hawkeye.street.scene.SceneObject;
import dev.hawkeye.street.scene.Signal;
import java.util.List;

/** A pedestrian, who walks along the points of a path and, where the path says so, waits for the signal. */
public final class Walker implements SceneObject {
    private static final double METERS_PER_STRIDE = 1.45;
    private static final double TURNING = 4;

    /**
     * A point of a path.
     *
     * @param waits whether to wait here until the signal lets people cross
     */
    public record Stop(double x, double y, boolean waits) {}

    private final FigurePainter painter;
    private final int track;
    private final boolean rain;
    private final double likes;
    private final List<Stop> path;
    private int next = 1;
    private double x;
    private double y;
    private double turn;
    private double pace;
    private double walked;
    private boolean waiting;

    public Walker(FigurePainter painter, int track, boolean rain, double likes, List<Stop> path) {
        this.painter = painter;
        this.track = track;
        this.rain = rain;
        this.likes = likes;
        this.path = path;
        this.x = path.get(0).x();
        this.y = path.get(0).y();
        this.turn = Math.atan2(path.get(1).x() - x, path.get(1).y() - y);
    }

    void step(double seconds, Signal signal) {
        waiting = path.get(next - 1).waits() && !signal.maySetOut() && !isUnderWay();
        double wanted = waiting ? 0 : 1;
        pace += Math.max(-seconds * 3, Math.min(seconds * 3, wanted - pace));
        if (waiting) {
            return;
        }
        Stop goal = path.get(next);
        double toward = Math.atan2(goal.x() - x, goal.y() - y);
        double off = Math.IEEEremainder(toward - turn, 2 * Math.PI);
        turn += Math.max(-TURNING * seconds, Math.min(TURNING * seconds, off));
        double way = likes * pace * seconds;
        double left = Math.hypot(goal.x() - x, goal.y() - y);
        if (left <= way + 0.05) {
            next++;
        } else {
            x += (goal.x() - x) / left * way;
            y += (goal.y() - y) / left * way;
        }
        walked += way;
    }

    private boolean isUnderWay() {
        Stop last = path.get(next - 1);
        return Math.hypot(x - last.x(), y - last.y()) > 0.2;
    }

    boolean isWaiting() {
        return waiting;
    }

    boolean hasArrived() {
        return next == path.size();
    }

    @Override
    public double x() {
        return x;
    }

    @Override
    public double near() {
        return y - 0.25;
    }

    @Override
    public double far() {
        return y + 0.25;
    }

    @Override
    public void draw(Pen pen, Sunlight sun, Tally tally) {
        tally.object(ObjectKind.PERSON, track);
        pen.place(x, y, turn, sun.at(x, y));
        painter.walk(pen, walked / METERS_PER_STRIDE * 2 * Math.PI, pace, rain);
    }
}
