package dev.hawkeye.street;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import dev.hawkeye.street.drawing.Canvas;
import dev.hawkeye.street.drawing.Lens;
import dev.hawkeye.street.drawing.Light;
import dev.hawkeye.street.drawing.Pen;
import dev.hawkeye.street.drawing.Pinhole;
import dev.hawkeye.street.drawing.Rainfall;
import dev.hawkeye.street.drawing.ShadowMask;
import dev.hawkeye.street.drawing.Weather;
import dev.hawkeye.street.scene.Backdrop;
import dev.hawkeye.street.scene.DrawingOrder;
import dev.hawkeye.street.scene.SceneObject;
import dev.hawkeye.street.scene.SignalPost;
import dev.hawkeye.street.scene.StreetLamp;
import dev.hawkeye.street.scene.StreetPlan;
import dev.hawkeye.street.scene.Tree;
import dev.hawkeye.street.traffic.Traffic;
import dev.hawkeye.street.traffic.Vehicle;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A street as seen by a camera at its side, picture by picture. Picture k is a function of the settings alone. Moving
 * objects are drawn only when a picture is requested, so skipping pictures costs almost nothing. Owns native memory
 * until {@link #close()}; not thread-safe. Creating one takes about a second.
 */
public final class Street implements AutoCloseable {
    /** Width of every picture in pixels. */
    public static final int WIDTH = Canvas.PICTURE_WIDTH;

    /** Height of every picture in pixels. */
    public static final int HEIGHT = Canvas.PICTURE_HEIGHT;

    private static final double REFLECTED = 0.3;

    private final StreetSettings settings;
    private final Light light;
    private final Pinhole camera;
    private final StreetPlan plan;
    private final Backdrop backdrop;
    private final Traffic traffic;
    private final Lens lens;
    private final Rainfall rainfall = new Rainfall();
    private final Canvas canvas = new Canvas();
    private final ShadowMask shadows = new ShadowMask();
    private final Pen pen;
    private final List<SceneObject> rooted = new ArrayList<>();
    private final GroundTruth truth = new GroundTruth(canvas);
    private long frame = -1;
    private boolean isDrawn;

    public Street(StreetSettings settings) {
        this(settings, () -> false);
    }

    /**
     * @param abandoned checked during the layout of the street, which takes seconds; once it returns true, the
     * constructor returns at once, and the street can only be closed
     */
    public Street(StreetSettings settings, BooleanSupplier abandoned) {
        this.settings = settings;
        SplittableRandom random = new SplittableRandom(settings.seed());
        SplittableRandom places = random.split();
        SplittableRandom people = random.split();
        boolean mirrored = random.nextBoolean() && settings.seed() != 1;
        this.light = Light.of(settings.weather(), random.nextInt(4) == 0 ? -1 : 1);
        this.camera = new Pinhole(
                5.8 + 1.2 * random.nextDouble(),
                6.3 + 1.2 * random.nextDouble(),
                Math.toRadians(-10 - 5 * random.nextDouble()),
                Math.toRadians(11.5 + 2.5 * random.nextDouble()),
                1020 + 130 * random.nextDouble(),
                mirrored);
        this.plan = new StreetPlan(places);
        this.backdrop = new Backdrop(camera, plan, light, random.nextInt(1 << 20), abandoned);
        this.traffic = new Traffic(people, settings.weather() == Weather.RAIN, settings.traffic());
        this.lens = new Lens(random.split(), settings.weather() == Weather.DUSK ? 4.2 : 2.2);
        this.pen = new Pen(canvas, camera, light, shadows);
        for (double[] lamp : plan.lamps) {
            rooted.add(new StreetLamp(lamp[0], lamp[1], lamp[2]));
        }
        for (double[] tree : plan.trees) {
            boolean sunlit = plan.isSunlit(tree[0], tree[1], tree[2] * 0.8, light.toSun());
            rooted.add(new Tree(tree[0], tree[1], tree[2], camera, light, sunlit, places));
        }
    }

    /** Advances to the next picture; the first call makes the first one current. */
    public void advance() {
        if (frame++ >= 0) {
            traffic.advance(1.0 / settings.fps());
        }
        isDrawn = false;
    }

    /**
     * @return the current picture, BGR, {@link #WIDTH} by {@link #HEIGHT}; valid until the next call; do not close it
     */
    public Mat picture() {
        draw();
        return lens.see(canvas, frame, seconds());
    }

    /**
     * @param quality 1 to 100
     * @return the current picture as a baseline JPEG
     */
    public byte[] jpeg(int quality) {
        try (BytePointer buffer = new BytePointer();
                IntPointer parameters = new IntPointer(IMWRITE_JPEG_QUALITY, quality)) {
            imencode(".jpg", picture(), buffer, parameters);
            byte[] jpeg = new byte[(int) buffer.limit()];
            buffer.get(jpeg);
            return jpeg;
        }
    }

    /**
     * @return the objects visible in the current picture, at least 8 pixels high and at least a quarter visible,
     * farthest first, with the boxes around their visible pixels
     */
    public List<StreetObject> objects() {
        draw();
        return truth.objects(lens.left(frame, seconds()), lens.top(frame, seconds()));
    }

    /**
     * @return all objects in the current picture, even hidden or small ones, farthest first, with their boxes as if
     * nothing hid them
     */
    public List<StreetObject> unhidden() {
        draw();
        return truth.unhidden(lens.left(frame, seconds()), lens.top(frame, seconds()));
    }

    private double seconds() {
        return (double) frame / settings.fps();
    }

    private void draw() {
        if (frame < 0) {
            throw new IllegalStateException("advance() comes first");
        }
        if (isDrawn) {
            return;
        }
        isDrawn = true;
        canvas.start(backdrop.bgr, (int) Math.round(lens.left(frame, seconds())), (int)
                Math.round(lens.top(frame, seconds())));
        List<SceneObject> things = traffic.things();
        things.addAll(rooted);
        things.add(new SignalPost(StreetPlan.CURB_RIGHT + 0.4, StreetPlan.CROSSING_NEAR - 0.9, true, traffic.lights()));
        things.add(new SignalPost(StreetPlan.PARKING - 0.4, StreetPlan.CROSSING_FAR + 0.9, false, traffic.lights()));
        things.removeIf(thing -> thing.far() < 1);
        List<SceneObject> ordered = DrawingOrder.of(things, camera.x);
        drawOnGround(ordered);
        drawThings(ordered);
        if (settings.weather() == Weather.RAIN) {
            rainfall.draw(canvas, settings.seed() * 31 + frame);
        }
    }

    /** Shadows, reflections and light, which belong to the ground, not to an object. */
    private void drawOnGround(List<SceneObject> ordered) {
        canvas.begin(0);
        SceneObject.Tally ignored = (kind, track) -> {};
        if (light.wet() > 0.3) {
            pen.as(Pen.Mode.REFLECTION, REFLECTED);
            ordered.forEach(thing -> thing.draw(pen, this::sunlight, ignored));
        }
        pen.as(Pen.Mode.SHADOW, 1);
        ordered.forEach(thing -> thing.draw(pen, this::sunlight, ignored));
        shadows.cast(canvas, backdrop.sunlit, light.inShade());
        pen.as(Pen.Mode.ITSELF, 1);
        for (SceneObject thing : ordered) {
            if (thing instanceof Vehicle vehicle) {
                vehicle.beam(pen);
            }
        }
    }

    private void drawThings(List<SceneObject> ordered) {
        truth.start();
        ordered.forEach(thing -> thing.draw(pen, this::sunlight, truth));
        truth.finish();
    }

    private double sunlight(double x, double y) {
        return plan.isSunlit(x, y, 0.9, light.toSun()) ? 1 : 0;
    }

    @Override
    public void close() {
        lens.close();
    }
}
