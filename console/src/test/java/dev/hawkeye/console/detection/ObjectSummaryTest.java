package dev.hawkeye.console.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.console.TestSite;
import dev.hawkeye.schemas.DetectedObject;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectSummaryTest {

    @Test
    void countsByClassInTheOrderOfTheModel() {
        List<DetectedObject> objects = Stream.of(some(1, 2, "car"), some(2, 0, "person"), some(1, 5, "bus"))
                .flatMap(List::stream)
                .toList();

        assertThat(ObjectSummary.of(objects)).isEqualTo("2 people, 1 car, 1 bus");
    }

    @Test
    void saysWhenThereIsNothing() {
        assertThat(ObjectSummary.of(List.of())).isEqualTo("nothing");
    }

    @ParameterizedTest
    @CsvSource({
        "car, cars",
        "bus, buses",
        "bench, benches",
        "toothbrush, toothbrushes",
        "box, boxes",
        "person, people",
        "sheep, sheep",
        "knife, knives",
        "puppy, puppies",
        "donkey, donkeys",
        "traffic light, traffic lights"
    })
    void severalAreInThePlural(String one, String several) {
        assertThat(ObjectSummary.of(some(1, 0, one))).isEqualTo("1 " + one);
        assertThat(ObjectSummary.of(some(2, 0, one))).isEqualTo("2 " + several);
    }

    private static List<DetectedObject> some(int count, int classId, String name) {
        return IntStream.range(0, count)
                .mapToObj(i -> TestSite.object(classId, name, .5, 1, 1, 2, 2))
                .toList();
    }
}
