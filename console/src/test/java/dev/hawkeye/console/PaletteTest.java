package dev.hawkeye.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.vision.paint.ClassColor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaletteTest {
    @Test
    void thePageAndThePicturesOfEventsHaveTheSameHues() throws IOException {
        String script;
        try (InputStream file = PaletteTest.class.getResourceAsStream("page/js/core/colors.js")) {
            script = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        Matcher hues = Pattern.compile("\\n  '?([\\w ]+)'?: (\\d+),").matcher(script);

        int compared = 0;
        while (hues.find()) {
            assertThat(ClassColor.hue(hues.group(1))).as(hues.group(1)).isEqualTo(Integer.parseInt(hues.group(2)));
            compared++;
        }
        assertThat(compared).isEqualTo(80);
        // and those without one, as the page's function tells them (run in Node 20)
        assertThat(ClassColor.hue("helmet")).isEqualTo(344);
        assertThat(ClassColor.hue("no-helmet")).isEqualTo(240);
        assertThat(ClassColor.hue("Fußgänger")).isEqualTo(274);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "person,bicycle,car,motorcycle,bus,truck,traffic light,backpack,handbag",
                "person,umbrella,handbag,backpack,bench,bicycle",
                "person,car,truck,bus,train,traffic light",
                "person,dog,bicycle,car,bench",
                "person,chair,dining table,cup,bottle,bowl",
                "person,tv,laptop,keyboard,mouse,chair,cell phone",
            })
    void classesThatAreSeenTogetherHaveHuesThatDiffer(String seen) {
        List<String> classes = List.of(seen.split(","));
        for (String one : classes) {
            for (String other : classes) {
                int apart = Math.floorMod(ClassColor.hue(one) - ClassColor.hue(other), 360);
                assertThat(one.equals(other) ? 180 : Math.min(apart, 360 - apart))
                        .as("%s and %s", one, other)
                        .isGreaterThanOrEqualTo(20);
            }
        }
    }
}
