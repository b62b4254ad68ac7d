package dev.hawkeye.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.street.StreetObject;
import dev.hawkeye.street.scene.ObjectKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A person of 20 × 40 pixels, in frames a second apart. */
final class MovingObjectsTest {
    private static final List<List<StreetObject>> WALKS =
            List.of(List.of(person(0)), List.of(person(10)), List.of(person(20)));

    @Test
    void aBoxThatStaysBehindIsNoLongerInPlaceButNear() {
        // 10 of 20 pixels away, two boxes share a third of what they cover together
        List<List<DetectedObject>> exact = List.of(List.of(box(0)), List.of(box(10)), List.of(box(20)));
        List<List<DetectedObject>> late = List.of(List.of(box(0)), List.of(box(0)), List.of(box(0)));

        assertThat(MovingObjects.of(WALKS, 1, 1, exact, late)).isEqualTo(new MovingObjects(3, 3, 1, 3, 2));
    }

    @Test
    void whatStandsStillDoesNotCount() {
        List<List<StreetObject>> stands = List.of(List.of(person(0)), List.of(person(5)), List.of(person(10)));
        List<List<DetectedObject>> nothing = List.of(List.of(), List.of(), List.of());

        assertThat(MovingObjects.of(stands, 1, 1, nothing, nothing)).isEqualTo(new MovingObjects(0, 0, 0, 0, 0));
    }

    @Test
    void movesIfItIsElsewhereAfterASecondNotAfterAFrame() {
        List<List<StreetObject>> slow = List.of(List.of(person(0)), List.of(person(5)), List.of(person(10)));
        List<List<DetectedObject>> nothing = List.of(List.of(), List.of(), List.of());

        // the second frame has no other a second away
        assertThat(MovingObjects.of(slow, 2, 1, nothing, nothing).real()).isEqualTo(2);
    }

    @Test
    void anotherClassIsAnotherObject() {
        DetectedObject car = new DetectedObject(2, "car", 0.9f, 0f, 0f, 20f, 40f);
        List<List<DetectedObject>> cars = List.of(List.of(car), List.of(car), List.of(car));

        assertThat(MovingObjects.of(WALKS, 1, 1, cars, cars)).isEqualTo(new MovingObjects(3, 0, 0, 0, 0));
    }

    @Test
    void boxesAreThoseOfSmallerFrames() {
        DetectedObject half = new DetectedObject(0, "person", 0.9f, 0f, 0f, 10f, 20f);
        List<List<DetectedObject>> small = List.of(List.of(half), List.of(), List.of());

        assertThat(MovingObjects.of(WALKS, 1, 0.5, small, small)).isEqualTo(new MovingObjects(3, 1, 1, 1, 1));
    }

    @Test
    void runsOfAnotherLengthCannotBeCompared() {
        assertThatThrownBy(() -> MovingObjects.of(WALKS, 1, 1, List.of(), List.of()))
                .hasMessage("the street has 3 frames, the runs have 0 and 0");
    }

    private static StreetObject person(double left) {
        return new StreetObject(ObjectKind.PERSON, 7, left, 0, 20, 40, 1);
    }

    private static DetectedObject box(float left) {
        return new DetectedObject(0, "person", 0.9f, left, 0f, left + 20, 40f);
    }
}
