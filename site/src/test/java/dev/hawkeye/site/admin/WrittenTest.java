package dev.hawkeye.site.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WrittenTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        site-settings: camera gate.fps must be above 0, got: -1 | camera/gate.fps
        unknown key camera-defaults.id; known here: fps         | camera-defaults.id
        camera-defaults.fps: nothing is set                     | camera-defaults.fps
        no model has this class                                 | ''
        """)
    void aProblemIsToldAtTheKeyThatItIsAbout(String message, String key) {
        List<Written> all = List.of(new Written("camera/gate", "{}"), new Written("camera-defaults", "{}"));

        assertThat(Written.problem(message, all).key()).isEqualTo(key);
    }
}
