package dev.hawkeye.site.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hawkeye.site.yaml.ConfigException;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.tracking.scene.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneSettingsTest {
    private static final Map<String, Object> GATE =
            Map.of("name", "gate", "points", List.of(List.of("0", "0.6"), List.of("1", "0.6")));

    @TempDir
    Path directory;

    @Test
    void aSceneOfItsOwnFileIsThatOfAllCamerasAndOptionsAddToIt() throws IOException {
        ConfigReader reader = new ConfigReader().scene(file("""
                zones:
                  - {name: door, points: [[0, 0], [1, 0], [1, 1]], loiter: 3 s}
                lines:
                  - {name: drive, points: [[0, 0], [1, 1]]}
                min-size: {person: 0.05}
                """));

        Scene scene =
                reader.add("lines", GATE, "--line").read().aggregator().scenes().others();

        assertThat(scene.zones()).extracting(Zone::name).containsExactly("door");
        assertThat(scene.lines()).extracting(Line::name).containsExactly("drive", "gate");
        assertThat(scene.minSize()).containsEntry("person", 0.05f);
    }

    @Test
    void whatIsWrongIsToldOfWhereItWasWritten() throws IOException {
        Path file = file("zones: [{name: door, points: [[0, 0], [1, 1], [1, 0], [0, 1]]}]");
        ConfigReader reader = new ConfigReader()
                .scene(file)
                .add("zones", Map.of("name", "hall", "points", List.of(List.of("0", "1.5"))), "--zone");

        assertThat(catchThrowableOfType(ConfigException.class, reader::read).lines())
                .satisfiesExactlyInAnyOrder(
                        problem -> assertThat(problem)
                                .startsWith(file + ": camera-defaults.zones[0].points must be a border that does not"),
                        problem -> assertThat(problem)
                                .isEqualTo("--zone: camera-defaults.zones[1].points must be 3 to 100 points, got: 1"));
    }

    @Test
    void aNameThatAFileHasAlreadyIsRefusedAsTheOptions() throws IOException {
        ConfigReader reader = new ConfigReader()
                .scene(file("zones: [{name: gate, points: [[0, 0], [1, 1], [1, 0]]}]"))
                .add("lines", GATE, "--line");

        assertThatThrownBy(reader::read)
                .hasMessageStartingWith("--line: camera-defaults.lines[0].name must be unique")
                .hasMessageContaining("got: gate");
    }

    @Test
    void keysThatAreNotOfASceneAreRefused() throws IOException {
        Path whole = file("cameras: [{id: a, url: b.mp4}]");

        assertThatThrownBy(() -> new ConfigReader().scene(whole).read())
                .hasMessage(whole + ": unknown key cameras; known here: zones, lines, masks, min-size, max-size");
        assertThatThrownBy(() -> new ConfigReader().scene(file("[]")).read())
                .hasMessageEndingWith("keys and values expected, got: a list");
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(directory.resolve("scene.yaml"), yaml);
    }
}
