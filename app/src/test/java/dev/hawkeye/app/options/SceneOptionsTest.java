package dev.hawkeye.app.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.Point;
import dev.hawkeye.tracking.scene.Polygon;
import dev.hawkeye.tracking.scene.Polyline;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.tracking.scene.Zone;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SceneOptionsTest {
    @Test
    void zonesAndLinesAreDrawnOverEveryVideo() {
        // when
        Scene scene =
                scene("--zone", "door=0.1,0.5,.4,0.5,0.4,0.9", "--line", "gate=0,0.6,1,0.6", "--line", "b=0,0,1,1");

        // then
        assertThat(scene.zones())
                .containsExactly(new Zone(
                        "door", new Polygon(List.of(new Point(0.1, 0.5), new Point(0.4, 0.5), new Point(0.4, 0.9)))));
        assertThat(scene.lines())
                .containsExactly(
                        new Line("gate", new Polyline(List.of(new Point(0, 0.6), new Point(1, 0.6)))),
                        new Line("b", new Polyline(List.of(new Point(0, 0), new Point(1, 1)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,0,1,1", "=0,0,1,1", "gate", "gate=", "gate=0,0,1"})
    void whatIsNoNameWithPairsOfNumbersIsRefused(String text) {
        assertThatThrownBy(() -> scene("--line", text))
                .isInstanceOf(UserException.class)
                .hasMessage("--line must be NAME=X,Y,X,Y and so on, a pair of numbers for each point, got: " + text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gate=0,a,1,1 | --line: camera-defaults.lines[0].points[0] must be a number, got: a",
                "gate=0,0,640,360 | --line: camera-defaults.lines[0].points[1] must be x and y from 0 to 1, got: [640.0, 360.0];"
                        + " divide pixels by the width and the height of the picture",
                "gate=0,0 | --line: camera-defaults.lines[0].points must be 2 to 100 points, got: 1"
            })
    void whatIsWrongInPointsIsSaidInOneLine(String text, String line) {
        assertThatThrownBy(() -> scene("--line", text)).hasMessage(line);
    }

    private static Scene scene(String... arguments) {
        SceneOptions options = CommandLine.populateCommand(new SceneOptions(), arguments);
        ConfigReader reader = new ConfigReader();
        options.addTo(reader);
        return reader.read().aggregator().scenes().others();
    }
}
