package dev.hawkeye.street;

import dev.hawkeye.street.drawing.Canvas;
import dev.hawkeye.street.scene.ObjectKind;
import dev.hawkeye.street.scene.SceneObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Records which object each pixel of the canvas belongs to. Every object is drawn under its own number: the pixels it
 * gets when drawn are all that could be visible, and those it still has at the end are visible. Not thread-safe.
 */
final class GroundTruth implements SceneObject.Tally {
    private static final int MIN_HEIGHT = 8;
    private static final double MIN_VISIBLE = 0.25;

    private final Canvas canvas;
    private final List<Drawn> drawn = new ArrayList<>();
    private boolean drawing;

    GroundTruth(Canvas canvas) {
        this.canvas = canvas;
    }

    /** Starts over after the canvas was cleared. */
    void start() {
        drawn.clear();
        drawing = false;
    }

    @Override
    public void object(ObjectKind kind, int track) {
        finish();
        drawing = track > 0;
        if (drawing) {
            drawn.add(new Drawn(kind, track));
        }
        canvas.begin(drawing ? drawn.size() : 0);
    }

    /** Ends the current object; pixels drawn from now on belong to none. */
    void finish() {
        if (drawing) {
            drawn.get(drawn.size() - 1).all = canvas.drawn();
        }
        drawing = false;
        canvas.begin(0);
    }

    /**
     * @param left canvas columns left of the picture; {@code top} is the rows above it
     * @return the visible objects, farthest first
     */
    List<StreetObject> objects(double left, double top) {
        see(left, top);
        return drawn.stream()
                .filter(one -> one.seen > 0)
                .map(one -> one.visible(left, top))
                .filter(object -> object.visible() >= MIN_VISIBLE && object.height() >= MIN_HEIGHT)
                .toList();
    }

    /** All objects in the picture, with their boxes as if nothing hid them. */
    List<StreetObject> unhidden(double left, double top) {
        see(left, top);
        return drawn.stream()
                .filter(one -> one.all.pixels() > 0)
                .map(one -> one.unhidden(left, top))
                .toList();
    }

    private void see(double left, double top) {
        drawn.forEach(Drawn::forget);
        int firstColumn = (int) Math.round(left);
        int firstRow = (int) Math.round(top);
        for (int y = firstRow; y < firstRow + Street.HEIGHT; y++) {
            for (int x = firstColumn; x < firstColumn + Street.WIDTH; x++) {
                int owner = canvas.owner[y * Canvas.WIDTH + x];
                if (owner > 0) {
                    drawn.get(owner - 1).see(x, y);
                }
            }
        }
    }

    /** One object and its pixels. */
    private static final class Drawn {
        private final ObjectKind kind;
        private final int track;
        private Canvas.Drawn all;
        private int seen;
        private int least;
        private int most;
        private int highest;
        private int lowest;

        Drawn(ObjectKind kind, int track) {
            this.kind = kind;
            this.track = track;
        }

        void forget() {
            seen = 0;
        }

        void see(int x, int y) {
            least = seen == 0 ? x : Math.min(least, x);
            most = seen == 0 ? x : Math.max(most, x);
            highest = seen == 0 ? y : highest; // rows come from top to bottom
            lowest = y;
            seen++;
        }

        StreetObject visible(double left, double top) {
            return object(least - left, highest - top, most + 1 - left, lowest + 1 - top);
        }

        StreetObject unhidden(double left, double top) {
            return object(all.left() - left, all.top() - top, all.right() - left, all.bottom() - top);
        }

        private StreetObject object(double left, double top, double right, double bottom) {
            double x0 = Math.max(0, left);
            double y0 = Math.max(0, top);
            double x1 = Math.min(Street.WIDTH, right);
            double y1 = Math.min(Street.HEIGHT, bottom);
            double visible = Math.min(1, (double) seen / all.pixels());
            return new StreetObject(kind, track, x0, y0, x1 - x0, y1 - y0, visible);
        }
    }
}
