package dev.hawkeye.site.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.site.yaml.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceTest {

    @Test
    void explainsEveryKey() throws IOException {
        List<String> unexplained = new ArrayList<>();
        String before = "";
        int keys = 0;
        for (String line : packagedText().lines().toList()) {
            if (line.matches(" *[a-z][a-z.-]*:.*")) {
                keys++;
                if (!before.strip().startsWith("#")) {
                    unexplained.add(line);
                }
            }
            before = line;
        }

        assertThat(keys).isGreaterThan(50);
        assertThat(unexplained).isEmpty();
    }

    @Test
    void isAValidFileOfItsOwn() throws IOException {
        Overlay overlay = new Overlay(Reference.load());

        overlay.lay(YamlText.parse(packagedText(), "hawkeye.yaml"), "hawkeye.yaml");

        assertThat(overlay.tree()).isEqualTo(Reference.load().tree());
    }

    private static String packagedText() throws IOException {
        try (InputStream resource = Reference.class.getResourceAsStream("/hawkeye.yaml")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
