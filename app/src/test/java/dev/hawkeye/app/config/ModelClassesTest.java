package dev.hawkeye.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelClassesTest {
    private static final List<String> KNOWN = List.of("person", "car", "traffic light");

    @Test
    void nobodyAsksTheModelWhereNoClassIsNamed() {
        assertThat(classes(Map.of()).areNamed()).isFalse();
        assertThat(classes(Map.of("camera-defaults.confidence", Map.of("car", 0.5)))
                        .areNamed())
                .isTrue();
    }

    @Test
    void takeTheClassesOfTheModel() {
        classes(Map.of("camera-defaults.classes", List.of("car", "traffic light")))
                .check(KNOWN, "yolov8n.onnx");
    }

    @Test
    void nameTheKeyTheValueAndTheNearestClass() {
        refused(Map.of("camera-defaults.classes", List.of("car", "persn")), KNOWN)
                .withMessage(
                        "camera-defaults.classes has 'persn', which is no class of yolov8n.onnx: did you mean person?");
        refused(Map.of("camera-defaults.confidence", Map.of("cars", 0.5)), KNOWN)
                .withMessageStartingWith("camera-defaults.confidence has 'cars'");
        refused(Map.of("camera-defaults.event-classes", List.of("helicopter")), KNOWN)
                .withMessageEndingWith("it has car, person, traffic light");
    }

    @Test
    void nameTheCameraAndSomeOfTheClassesOfAModelThatHasMany() {
        List<String> many = IntStream.range(0, 80).mapToObj(i -> "class " + i).toList();

        refused(
                        Map.of(
                                "cameras",
                                List.of(Map.of("id", "gate", "url", "a.mp4", "classes", List.of("zebra crossing")))),
                        many)
                .withMessageStartingWith("camera gate: classes has 'zebra crossing'")
                .withMessageEndingWith("class 26 and 60 more");
    }

    private static org.assertj.core.api.ThrowableAssertAlternative<ConfigException> refused(
            Map<String, Object> settings, List<String> known) {
        return assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> classes(settings).check(known, "yolov8n.onnx"));
    }

    private static ModelClasses classes(Map<String, Object> settings) {
        ConfigReader reader = new ConfigReader();
        settings.forEach((key, value) -> reader.set(key, value, "test"));
        return new ModelClasses(reader.read());
    }
}
