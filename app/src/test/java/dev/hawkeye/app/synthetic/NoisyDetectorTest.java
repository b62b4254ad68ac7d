package dev.hawkeye.app.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hawkeye.street.StreetObject;
import dev.hawkeye.street.StreetSettings;
import dev.hawkeye.street.drawing.Weather;
import dev.hawkeye.street.scene.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shares of many pictures of the same still object. */
class NoisyDetectorTest {
    private static final int PICTURES = 20_000;
    private static final StreetSettings FILM = new StreetSettings(7, Weather.DAY, 10, 2_000);

    @Test
    void findsBoxesThatAreALittleOffAndNotAlwaysThere() {
        List<NoisyDetector.Found> cars = found(car(1)).stream()
                .filter(found -> found.kind() != ObjectKind.PERSON)
                .toList();

        double dropOuts = 0.04 * 0.9;
        assertThat((double) cars.size() / PICTURES).isCloseTo(1 - 0.04 - dropOuts, within(0.01));
        assertThat(cars.stream().mapToDouble(NoisyDetector.Found::x).average()).hasValueCloseTo(400.0, within(0.1));
        double variance = cars.stream()
                .mapToDouble(car -> Math.pow(car.x() - 400, 2))
                .average()
                .orElseThrow();
        assertThat(Math.sqrt(variance)).isCloseTo(0.03 * 100, within(0.1));
        assertThat(cars.stream().filter(car -> car.kind() == ObjectKind.TRUCK).count() / (double) cars.size())
                .isCloseTo(0.06, within(0.01));
    }

    @Test
    void missesMoreOfWhatIsHiddenAndTrustsItLess() {
        List<NoisyDetector.Found> whole = found(car(1));
        List<NoisyDetector.Found> hidden = found(car(0.4));

        assertThat((whole.size() - hidden.size()) / (double) PICTURES).isCloseTo(0.35 * 0.6, within(0.02));
        assertThat(score(whole) - score(hidden)).isCloseTo(0.6 * 0.6, within(0.05));
    }

    @Test
    void seesPeopleWhereNothingIs() {
        NoisyDetector detector = new NoisyDetector(FILM);
        int people = 0;
        for (int i = 0; i < PICTURES; i++) {
            people += detector.see(List.of()).size();
        }

        assertThat((double) people / PICTURES).isCloseTo(0.15, within(0.01));
    }

    @Test
    void seesTheSameFilmAlike() {
        assertThat(found(car(0.7))).isEqualTo(found(car(0.7)));
    }

    private static List<NoisyDetector.Found> found(StreetObject object) {
        NoisyDetector detector = new NoisyDetector(FILM);
        List<NoisyDetector.Found> found = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            found.addAll(detector.see(List.of(object)));
        }
        return found;
    }

    private static double score(List<NoisyDetector.Found> found) {
        return found.stream()
                .filter(one -> one.kind() != ObjectKind.PERSON)
                .mapToDouble(NoisyDetector.Found::score)
                .average()
                .orElseThrow();
    }

    private static StreetObject car(double visible) {
        return new StreetObject(ObjectKind.CAR, 1, 400, 300, 100, 60, visible);
    }
}
