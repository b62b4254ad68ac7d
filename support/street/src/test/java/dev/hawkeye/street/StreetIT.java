package dev.hawkeye.street;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.street.drawing.Weather;
import dev.hawkeye.street.scene.ObjectKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StreetIT {

    @ParameterizedTest
    @EnumSource(Weather.class)
    void showsTheSameToEverybodyWhicheverPicturesTheyLookAt(Weather weather) {
        try (Street one = street(5, weather, 10);
                Street other = street(5, weather, 10)) {
            // given
            one.advance();
            byte[] first = bytes(one);
            one.advance();
            one.advance();
            // when
            other.advance();
            byte[] sameFirst = bytes(other);
            other.advance();
            bytes(other);
            other.advance();
            // then
            assertThat(sameFirst).isEqualTo(first);
            assertThat(bytes(other)).isEqualTo(bytes(one)).isNotEqualTo(first);
            assertThat(other.objects()).isEqualTo(one.objects());
        }
    }

    @Test
    void isAnotherStreetWithAnotherSeed() {
        try (Street one = street(5, Weather.DAY, 10);
                Street other = street(6, Weather.DAY, 10)) {
            one.advance();
            other.advance();
            assertThat(bytes(one)).isNotEqualTo(bytes(other));
        }
    }

    @Test
    void keepsAllBoxesWithinThePictureAndLeavesOutWhatNoOneCouldFind() {
        try (Street street = street(1, Weather.DAY, 2)) {
            Set<ObjectKind> kinds = new HashSet<>();
            for (int frame = 0; frame < 60; frame++) {
                street.advance();
                for (StreetObject object : street.objects()) {
                    kinds.add(object.kind());
                    assertThat(object.x()).isGreaterThanOrEqualTo(0);
                    assertThat(object.y()).isGreaterThanOrEqualTo(0);
                    assertThat(object.width()).isPositive();
                    assertThat(object.height()).isGreaterThanOrEqualTo(8);
                    assertThat(object.x() + object.width()).isLessThanOrEqualTo(Street.WIDTH);
                    assertThat(object.y() + object.height()).isLessThanOrEqualTo(Street.HEIGHT);
                    assertThat(object.visible()).isBetween(0.25, 1.0);
                }
            }
            assertThat(kinds).containsExactlyInAnyOrder(ObjectKind.values());
        }
    }

    @Test
    void keepsTheTrackOfAnObjectOnOnePath() {
        try (Street street = street(2, Weather.DAY, 10)) {
            Map<Integer, StreetObject> before = new HashMap<>();
            int followed = 0;
            for (int frame = 0; frame < 60; frame++) {
                street.advance();
                Map<Integer, StreetObject> now = new HashMap<>();
                for (StreetObject object : street.objects()) {
                    assertThat(now.put(object.track(), object)).isNull(); // a track is once in a picture
                    StreetObject last = before.get(object.track());
                    if (last != null && isWhole(last) && isWhole(object)) {
                        followed++;
                        assertThat(object.kind()).isEqualTo(last.kind());
                        // 14 m/s at 10 pictures a second are 1.4 m, less than any car is long
                        assertThat(distance(last, object)).isLessThan(Math.max(20, 1.5 * last.width()));
                    }
                }
                before = now;
            }
            assertThat(followed).isGreaterThan(500);
        }
    }

    private static boolean isWhole(StreetObject object) {
        return object.visible() > 0.95
                && object.x() > 1
                && object.x() + object.width() < Street.WIDTH - 1
                && object.y() + object.height() < Street.HEIGHT - 1;
    }

    private static double distance(StreetObject one, StreetObject other) {
        return Math.hypot(
                one.x() + one.width() / 2 - other.x() - other.width() / 2,
                one.y() + one.height() - other.y() - other.height());
    }

    @Test
    void hidesSomeObjectsBehindOthers() {
        try (Street street = street(1, Weather.DAY, 10)) {
            street.advance();
            List<StreetObject> objects = street.objects();
            assertThat(objects).anyMatch(object -> object.visible() < 0.9);
            assertThat(objects).anyMatch(object -> object.visible() == 1);
        }
    }

    @Test
    void knowsHowLargeAHiddenObjectIs() {
        try (Street street = street(1, Weather.DAY, 10)) {
            // given
            street.advance();
            Map<Integer, StreetObject> unhidden = new HashMap<>();
            street.unhidden().forEach(object -> unhidden.put(object.track(), object));

            // when
            List<StreetObject> visible = street.objects();

            // then
            assertThat(unhidden).hasSizeGreaterThan(visible.size());
            for (StreetObject object : visible) {
                StreetObject whole = unhidden.get(object.track());
                if (object.visible() == 1) {
                    assertThat(object).isEqualTo(whole);
                }
                assertThat(whole.x()).isLessThanOrEqualTo(object.x());
                assertThat(whole.y()).isLessThanOrEqualTo(object.y());
                assertThat(whole.x() + whole.width()).isGreaterThanOrEqualTo(object.x() + object.width());
                assertThat(whole.y() + whole.height()).isGreaterThanOrEqualTo(object.y() + object.height());
            }
            assertThat(visible).anyMatch(object -> unhidden.get(object.track()).height() > 1.2 * object.height());
        }
    }

    private static Street street(long seed, Weather weather, int fps) {
        return new Street(new StreetSettings(seed, weather, fps, 0));
    }

    private static byte[] bytes(Street street) {
        Mat picture = street.picture();
        byte[] bytes = new byte[Street.WIDTH * Street.HEIGHT * 3];
        picture.data().get(bytes);
        return bytes;
    }
}
