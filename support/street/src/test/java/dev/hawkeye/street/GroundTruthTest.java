package dev.hawkeye.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hawkeye.street.drawing.Canvas;
import dev.hawkeye.street.drawing.Light;
import dev.hawkeye.street.drawing.Pen;
import dev.hawkeye.street.drawing.Pinhole;
import dev.hawkeye.street.drawing.ShadowMask;
import dev.hawkeye.street.drawing.Weather;
import dev.hawkeye.street.scene.ObjectKind;
import dev.hawkeye.street.scene.SceneObject;
import dev.hawkeye.street.traffic.FigurePainter;
import dev.hawkeye.street.traffic.Vehicle;
import dev.hawkeye.street.traffic.VehicleBody;
import dev.hawkeye.street.traffic.VehiclePainter;
import dev.hawkeye.street.traffic.Walker;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On an empty canvas a thing is wherever a pixel is not empty: that is compared with its box. */
final class GroundTruthTest {
    private static final byte EMPTY = 117;

    private final Canvas canvas = new Canvas();
    private final GroundTruth truth = new GroundTruth(canvas);
    private final Pinhole camera = new Pinhole(6, 6.5, -0.2, 0.2, 1050, false);
    private final Pen pen = new Pen(canvas, camera, Light.of(Weather.DAY, 1), new ShadowMask());
    private final byte[] backdrop = new byte[canvas.bgr.length];

    GroundTruthTest() {
        Arrays.fill(backdrop, EMPTY);
        canvas.start(backdrop, Canvas.MARGIN, Canvas.MARGIN);
        truth.start();
    }

    @ParameterizedTest
    @ValueSource(doubles = {14, 25, 60})
    void boxesAVehicleWhereItsPixelsAre(double distance) {
        for (VehicleBody body : List.of(
                VehicleBody.HATCHBACK,
                VehicleBody.SALOON,
                VehicleBody.ESTATE,
                VehicleBody.SUV,
                VehicleBody.VAN,
                VehicleBody.TRUCK,
                VehicleBody.BUS)) {
            for (int sense = -1; sense <= 1; sense += 2) {
                canvas.start(backdrop, Canvas.MARGIN, Canvas.MARGIN);
                truth.start();
                boxFitsPixels(car(body, sense, distance, 1), body.kind);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {14, 25, 40})
    void boxesAPersonWhereItsPixelsAre(double distance) {
        boxFitsPixels(walker(distance), ObjectKind.PERSON);
    }

    private void boxFitsPixels(SceneObject thing, ObjectKind kind) {
        // when
        draw(thing);
        List<StreetObject> objects = truth.objects(Canvas.MARGIN, Canvas.MARGIN);
        // then
        assertThat(objects).singleElement().satisfies(object -> {
            double[] pixels = changed();
            assertThat(object.kind()).isEqualTo(kind);
            assertThat(object.visible()).isEqualTo(1);
            assertThat(object.x()).isCloseTo(pixels[0], within(2.0));
            assertThat(object.y()).isCloseTo(pixels[1], within(2.0));
            assertThat(object.x() + object.width()).isCloseTo(pixels[2], within(2.0));
            assertThat(object.y() + object.height()).isCloseTo(pixels[3], within(2.0));
        });
    }

    @Test
    void givesACarOfKnownLengthAndDistanceItsSize() {
        // given one that is seen from behind, straight ahead of a level camera at the height of its middle
        Pinhole level = new Pinhole(0, 0.75, 0, 0, 1000, false);
        Pen straight = new Pen(canvas, level, Light.of(Weather.DAY, 1), new ShadowMask());
        Vehicle car = car(VehicleBody.HATCHBACK, 1, 30, 1, 0);
        // when
        car.draw(straight, (x, y) -> 1, truth);
        truth.finish();
        // then a meter has 1000 pixels divided by its distance: the roof is highest at 29.8 m, 0.75 m above the camera,
        // the
        // rear wheels stand 0.75 m below it at 28.75 m, and the mirrors reach 2.06 m across at 30.9 m
        assertThat(truth.objects(Canvas.MARGIN, Canvas.MARGIN)).singleElement().satisfies(object -> {
            assertThat(object.height()).isCloseTo(750 / 29.8 + 750 / 28.75, within(1.5));
            assertThat(object.width()).isCloseTo(2060 / 30.9, within(1.5));
        });
    }

    @Test
    void countsThePixelsThatANearerObjectHides() {
        // given
        draw(walker(30));
        StreetObject alone = truth.objects(Canvas.MARGIN, Canvas.MARGIN).get(0);
        // when a bus passes between it and the camera
        draw(car(VehicleBody.BUS, 1, 18, 2, 4.2));
        // then
        assertThat(truth.objects(Canvas.MARGIN, Canvas.MARGIN)).noneMatch(object -> object.kind() == ObjectKind.PERSON);
        assertThat(alone.visible()).isEqualTo(1);
    }

    private void draw(SceneObject thing) {
        thing.draw(pen, (x, y) -> 1, truth);
        truth.finish();
    }

    private static Vehicle car(VehicleBody body, int sense, double distance, int track) {
        return car(body, sense, distance, track, 1.75);
    }

    private static Vehicle car(VehicleBody body, int sense, double distance, int track, double lane) {
        VehiclePainter painter = new VehiclePainter(body, new SplittableRandom(3));
        return new Vehicle(painter, track, lane, sense, 10, sense * distance + body.length() / 2);
    }

    private static Walker walker(double distance) {
        return new Walker(
                new FigurePainter(false, new SplittableRandom(4)),
                7,
                false,
                1.3,
                List.of(new Walker.Stop(4, distance, false), new Walker.Stop(4, 100, false)));
    }

    /** @return left, top, right and bottom of all that is not empty, in pixels of the picture */
    private double[] changed() {
        double[] box = {Canvas.WIDTH, Canvas.HEIGHT, 0, 0};
        for (int i = 0; i < canvas.bgr.length; i++) {
            if (canvas.bgr[i] != EMPTY) {
                int x = Math.floorDiv(i, 3) % Canvas.WIDTH;
                int y = Math.floorDiv(i, 3 * Canvas.WIDTH);
                box[0] = Math.min(box[0], x);
                box[1] = Math.min(box[1], y);
                box[2] = Math.max(box[2], x + 1);
                box[3] = Math.max(box[3], y + 1);
            }
        }
        double[] largest = {Street.WIDTH, Street.HEIGHT, Street.WIDTH, Street.HEIGHT};
        for (int i = 0; i < box.length; i++) {
            box[i] = Math.max(0, Math.min(largest[i], box[i] - Canvas.MARGIN));
        }
        return box;
    }
}
