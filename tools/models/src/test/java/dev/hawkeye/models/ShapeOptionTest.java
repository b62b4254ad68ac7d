package dev.hawkeye.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.settings.UserException;
import dev.hawkeye.vision.input.InputShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeOptionTest {
    @Test
    void hasTheHeightFirst() {
        assertThat(ShapeOption.parse("384x640")).isEqualTo(new InputShape(640, 384));
        assertThat(ShapeOption.text(new InputShape(640, 384))).isEqualTo("384x640");
    }

    @ParameterizedTest
    @ValueSource(strings = {"360x640", "640", "384x", "0x640", "-32x640", "384*640", "99999x640", "99968x640"})
    void refusesWhatNoModelTakes(String text) {
        assertThatThrownBy(() -> ShapeOption.parse(text))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "--shape must be height x width in multiples of 32 up to 8192, such as 384x640, got: " + text);
    }
}
