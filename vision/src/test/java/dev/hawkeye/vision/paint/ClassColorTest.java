package dev.hawkeye.vision.paint;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassColorTest {
    @ParameterizedTest
    @CsvSource({
        "car, 49, 222, 255",
        "person, 255, 182, 81",
        "bicycle, 111, 231, 159",
        "bus, 225, 176, 255",
        "truck, 255, 161, 152",
        "motorcycle, 255, 161, 225"
    })
    void isTheOneThatChromiumPaintsForTheSameHueInOklch(String name, int red, int green, int blue) {
        assertThat(ClassColor.of(name)).isEqualTo(new Color(red, green, blue));
    }

    @Test
    void isAlwaysTheSameForTheSameNameAndAnotherForWhatCamerasSeeMost() {
        List<String> names = List.of("person", "bicycle", "car", "bus", "truck", "motorcycle");

        assertThat(names.stream().map(ClassColor::of)).doesNotHaveDuplicates();
        assertThat(ClassColor.of("umbrella")).isEqualTo(ClassColor.of("umbrella"));
        assertThat(ClassColor.hue("umbrella")).isBetween(0, 359);
    }

    @Test
    void isLightEnoughForBlackLetters() {
        for (String name : List.of("person", "car", "bus", "tie", "a", "Hydrant", "車")) {
            Color color = ClassColor.of(name);
            double luma = 0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue();
            assertThat(luma).as(name).isGreaterThan(140);
        }
    }
}
