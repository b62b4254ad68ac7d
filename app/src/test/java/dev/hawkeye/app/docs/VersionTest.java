package dev.hawkeye.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every place that {@code tools/release} writes the version to has the same one. */
class VersionTest {
    private static final Path ROOT = Path.of("..");
    private static final String VERSION =
            found("pom.xml", "(?m)^  <version>(.*)</version>$").get(0);

    @Test
    void everyModuleHasTheVersionOfTheProject() {
        assertThat(found("pom.xml", "<module>(.*)</module>"))
                .isNotEmpty()
                .allSatisfy(module -> assertThat(found(module + "/pom.xml", "<version>(.*)</version>"))
                        .as(module)
                        .startsWith(VERSION));
    }

    @Test
    void theImageTheChartAndTheApiHaveIt() {
        assertThat(found("docker-compose.yml", "image: hawkeye:(.*)")).containsOnly(VERSION);
        assertThat(found("deploy/helm/hawkeye/Chart.yaml", "(?m)^version: (.*)$"))
                .containsExactly(VERSION);
        assertThat(found("deploy/helm/hawkeye/Chart.yaml", "(?m)^appVersion: \"(.*)\"$"))
                .containsExactly(VERSION);
        assertThat(found("deploy/helm/hawkeye/README.md", "hawkeye:(\\d+\\.\\d+\\.\\d+)"))
                .containsOnly(VERSION);
        assertThat(found("console/src/main/resources/dev/hawkeye/console/openapi.yaml", "(?m)^ {2}version: (.*)$"))
                .containsExactly(VERSION);
    }

    @Test
    void theChangelogHasTheUnreleasedSectionFirst() {
        assertThat(found("CHANGELOG.md", "(?m)^## (.*)$").get(0)).isEqualTo("Unreleased");
    }

    private static List<String> found(String file, String pattern) {
        try {
            return Pattern.compile(pattern)
                    .matcher(Files.readString(ROOT.resolve(file)))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
