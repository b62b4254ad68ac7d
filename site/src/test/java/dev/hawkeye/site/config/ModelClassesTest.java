package dev.hawkeye.site.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelClassesTest {
    private static final List<String> KNOWN = List.of("person", "car", "traffic light");

    @Test
    void modelIsNotLoadedIfNoClassIsNamed() {
        assertThat(classes(Map.of()).areNamed()).isFalse();
        assertThat(classes(Map.of("camera-defaults.confidence", Map.of("car", 0.5)))
                        .areNamed())
                .isTrue();
    }

    @Test
    void takeTheClassesOfTheModel() {
        assertThat(refused(Map.of("camera-defaults.classes", List.of("car", "traffic light")), KNOWN))
                .isEmpty();
    }

    @Test
    void nameTheKeyTheValueAndTheNearestClass() {
        assertThat(refused(Map.of("camera-defaults.classes", List.of("car", "persn", "cat")), KNOWN))
                .containsExactly(
                        "camera-defaults.classes has 'persn', which is not a class of yolov8n.onnx: did you mean person?",
                        "camera-defaults.classes has 'cat', which is not a class of yolov8n.onnx: did you mean car?");
        assertThat(refused(Map.of("camera-defaults.confidence", Map.of("cars", 0.5)), KNOWN))
                .singleElement()
                .asString()
                .startsWith("camera-defaults.confidence has 'cars'");
        assertThat(refused(Map.of("camera-defaults.event-classes", List.of("helicopter")), KNOWN))
                .singleElement()
                .asString()
                .endsWith("it has car, person, traffic light");
    }

    @Test
    void nameTheCameraAndSomeOfTheClassesOfAModelThatHasMany() {
        List<String> many = IntStream.range(0, 80).mapToObj(i -> "class " + i).toList();

        assertThat(refused(
                        Map.of(
                                "cameras",
                                List.of(Map.of("id", "gate", "url", "a.mp4", "classes", List.of("zebra crossing")))),
                        many))
                .singleElement()
                .asString()
                .startsWith("cameras[0].classes has 'zebra crossing'")
                .endsWith("class 26 and 60 more");
    }

    @Test
    void areThoseOfZonesLinesAndSizesToo() {
        List<List<Integer>> corners = List.of(List.of(0, 0), List.of(1, 0), List.of(1, 1));

        assertThat(refused(
                        Map.of(
                                "camera-defaults.min-size",
                                Map.of("persn", 0.1),
                                "camera-defaults.zones",
                                List.of(Map.of("name", "door", "points", corners, "classes", List.of("carr"))),
                                "cameras",
                                List.of(Map.of(
                                        "id",
                                        "gate",
                                        "url",
                                        "a.mp4",
                                        "lines",
                                        List.of(Map.of("name", "in", "points", corners, "classes", List.of("cat"))))),
                                "camera-defaults.max-size",
                                Map.of("carx", 0.9)),
                        KNOWN))
                .extracting(problem -> problem.replaceAll(", which.*", ""))
                .containsExactly(
                        "camera-defaults.min-size has 'persn'",
                        "camera-defaults.max-size has 'carx'",
                        "camera-defaults.zones[0].classes has 'carr'",
                        "cameras[0].lines[0].classes has 'cat'");
    }

    @Test
    void sayOnceWhatCamerasHaveFromTheDefaults() {
        assertThat(refused(
                        Map.of(
                                "camera-defaults.classes",
                                List.of("cars"),
                                "cameras",
                                List.of(Map.of("id", "gate", "url", "a.mp4"), Map.of("id", "yard", "url", "a.mp4"))),
                        KNOWN))
                .hasSize(1);
    }

    private static List<String> refused(Map<String, Object> settings, List<String> known) {
        List<String> problems = new ArrayList<>();
        classes(settings).check(known, "yolov8n.onnx", (key, problem) -> problems.add(key + " " + problem));
        return problems;
    }

    private static ModelClasses classes(Map<String, Object> settings) {
        ConfigReader reader = new ConfigReader();
        settings.forEach((key, value) -> reader.set(key, value, "test"));
        return new ModelClasses(reader.read());
    }
}
