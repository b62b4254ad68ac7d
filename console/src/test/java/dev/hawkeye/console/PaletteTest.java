package dev.hawkeye.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.vision.ClassColour;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PaletteTest {
    @Test
    void thePageAndThePicturesOfEventsHaveTheSameHues() throws IOException {
        String script;
        try (InputStream file = PaletteTest.class.getResourceAsStream("page/js/core/colours.js")) {
            script = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        Matcher hues = Pattern.compile("\\n  (\\w+): (\\d+),").matcher(script);

        int compared = 0;
        while (hues.find()) {
            assertThat(ClassColour.hue(hues.group(1))).as(hues.group(1)).isEqualTo(Integer.parseInt(hues.group(2)));
            compared++;
        }
        assertThat(compared).isEqualTo(11);
        // and those without one, as the page's function tells them (run in Node 20)
        assertThat(ClassColour.hue("umbrella")).isEqualTo(315);
        assertThat(ClassColour.hue("traffic light")).isEqualTo(330);
    }
}
