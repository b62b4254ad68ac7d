package dev.hawkeye.app.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesIT {

    @TempDir
    Path directory;

    private static List<Rule> alerts() {
        return Rule.alerts();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertSaysHowBadItIsWhatIsBrokenAndWhatToDo(Rule alert) {
        assertThat(alert.json().path("labels").path("severity").asText()).isIn("critical", "warning");
        assertThat(alert.json().path("annotations").path("summary").asText()).isNotBlank();
        assertThat(alert.json().path("annotations").path("description").asText())
                .hasSizeGreaterThan(alert.json()
                        .path("annotations")
                        .path("summary")
                        .asText()
                        .length());
        assertThat(alert.json().path("for").asText()).matches("[1-9]\\d*m");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void whatAnAlertComparesCanBeAskedForByItself(Rule alert) {
        String comparison = alert.expression().substring(alert.compared().length());

        assertThat(comparison).matches("(<|<=|>|>=) \\d+(\\.\\d+)?");
        assertThat(alert.bound()).isNotNegative();
    }

    @Test
    void prometheusTakesTheRules() throws Exception {
        promtool("check", "rules", "alerts.yml");
    }

    @Test
    void prometheusTakesTheConfiguration() throws Exception {
        for (String name : List.of("prometheus.yml", "alerts.yml")) {
            Files.copy(Deploy.PROMETHEUS.resolve(name), directory.resolve(name));
        }
        Files.writeString(directory.resolve("http.token"), "0123456789abcdef");

        promtool("check", "config", directory.resolve("prometheus.yml").toString());
    }

    @Test
    void eachAlertFiresForWhatIsBrokenAndForNothingElse() throws Exception {
        promtool("test", "rules", "alerts.test.yml");

        String tests = Files.readString(Deploy.PROMETHEUS.resolve("alerts.test.yml"), UTF_8);
        assertThat(alerts()).allSatisfy(alert -> assertThat(tests).contains('"' + alert.name() + '"'));
    }

    private void promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Installed.program("promtool")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(Deploy.PROMETHEUS.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
    }
}
