package dev.hawkeye.models.coco;

import dev.hawkeye.vision.detection.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures full of objects, crowds, detections that fit more or less, equal scores, and now and then more than a
 * hundred detections of one class: the same for each seed as in random_scenes.py, roll of the dice by roll.
 */
final class RandomScene {
    static final int CLASSES = 8;

    private long state;

    private RandomScene(int seed) {
        this.state = seed;
    }

    record Picture(List<TrueObject> objects, List<Box> found) {}

    private record Place(int x, int y, int width, int height) {}

    static List<Picture> pictures(int seed) {
        RandomScene scene = new RandomScene(seed);
        int count = 1 + scene.roll(30);
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pictures.add(scene.picture());
        }
        return pictures;
    }

    private Picture picture() {
        List<TrueObject> objects = new ArrayList<>();
        int count = roll(12);
        for (int i = 0; i < count; i++) {
            if (i > 0 && roll(3) == 0) {
                TrueObject neighbor = objects.get(i - 1);
                objects.add(object(neighbor.classId(), near(neighbor)));
            } else {
                objects.add(object(roll(CLASSES), anywhere()));
            }
        }
        List<Box> found = new ArrayList<>();
        for (TrueObject object : objects) {
            int times = roll(40) == 0 ? 150 : roll(4);
            for (int i = 0; i < times; i++) {
                int kind = roll(8) == 0 ? (object.classId() + 1) % CLASSES : object.classId();
                found.add(box(kind, near(object)));
            }
        }
        int others = roll(20);
        for (int i = 0; i < others; i++) {
            found.add(box(roll(CLASSES), anywhere()));
        }
        return new Picture(objects, found);
    }

    private TrueObject object(int kind, Place at) {
        double area = at.width * at.height * (50 + roll(51)) / 100.0;
        return new TrueObject(kind, at.x, at.y, at.width, at.height, area, roll(10) == 0);
    }

    private Box box(int kind, Place at) {
        return new Box(kind, (1 + roll(64)) / 64f, at.x, at.y, at.x + at.width, at.y + at.height);
    }

    private Place anywhere() {
        return new Place(roll(400), roll(300), side(), side());
    }

    private int side() {
        return 1 + roll(8 << roll(6));
    }

    private Place near(TrueObject object) {
        int most = roll(12);
        return new Place(
                near(object.x(), most),
                near(object.y(), most),
                Math.max(1, near(object.width(), most)),
                Math.max(1, near(object.height(), most)));
    }

    private int near(double value, int most) {
        return (int) value + roll(2 * most + 1) - most;
    }

    private int roll(int sides) {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return (int) ((state >>> 33) % sides);
    }
}
