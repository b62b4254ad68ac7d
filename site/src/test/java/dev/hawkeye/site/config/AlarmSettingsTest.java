package dev.hawkeye.site.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hawkeye.notify.config.CommandConfig;
import dev.hawkeye.notify.config.EventChoice;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.site.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmSettingsTest {
    private static final String SECRET = "planted-secret-of-a-hook";

    @TempDir
    Path directory;

    @Test
    void areReadFromAFile() throws IOException {
        NotifyConfig notify = read("""
                site: north
                notify:
                  targets:
                    - {name: guard, type: webhook, url: "https://alarms.example.org/in", max-age: 2 h}
                    - {name: home, type: MQTT, url: "mqtt://192.0.2.30:1883", prefix: site/cameras, discovery: ""}
                  rules:
                    - name: night
                      targets: [guard]
                      classes: [person]
                      events: [entered, loitering]
                      times: ["mon-fri 22:00-06:00"]
                      group-within: 1 m
                  secrets: {home: "user:pass:word"}
                """).alarms();

        assertThat(notify.site()).isEqualTo("north");
        assertThat(notify.targets()).extracting(TargetConfig::name).containsExactly("guard", "home");
        assertThat(notify.targets().get(0).maxAge()).isEqualTo(Duration.ofHours(2));
        assertThat(notify.rules().get(0).chosen()).containsExactly(EventChoice.ENTERED, EventChoice.LOITERING);
        assertThat(notify.rules().get(0).groups()).isTrue();
        assertThat(notify.rulesOf(notify.targets().get(0))).hasSize(1);
        assertThat(notify.rulesOf(notify.targets().get(1))).isEmpty();
        assertThat(notify.group(notify.targets().get(1))).isEqualTo("hawkeye-notify-home");
        assertThat(notify.secret(notify.targets().get(1))).isEqualTo("user:pass:word");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        targets: [{name: a/b, type: webhook, url: "http://localhost/"}] | notify.targets[0].name must be 1 to 60 letters
        targets: [{name: a, type: pigeon, url: "http://localhost/"}]   | notify.targets[0].type must be webhook, mqtt or commands, got: pigeon
        targets: [{name: a, type: webhook, url: "ftp://localhost/"}]   | notify.targets[0].url must be like https://HOST/PATH
        targets: [{name: a, type: mqtt, url: "mqtt://u:p@localhost"}]  | put them into notify.secrets
        targets: [{name: a, type: webhook}]                            | notify.targets[0].url is missing
        targets: [{name: a, type: commands}]                           | notify.targets[0].command.action must be what the actuator should do
        targets: [{name: a, type: commands, command: {action: open, deadline: 1 h}}] | notify.targets[0].command.deadline must be at most 10 m
        targets: [{name: a, type: commands, command: {action: open, force: 1}}] | unknown key notify.targets[0].command.force
        targets: [{name: a, type: webhook, url: "http://h/", retries: 3}] | unknown key notify.targets[0].retries
        targets: [{name: a, type: webhook, url: "http://h/"}], rules: [{name: r, targets: [nobody]}] | notify.rules[0].targets must be names of notify.targets: a, got: nobody
        rules: [{name: r, times: [always]}]                            | notify.rules[0].times[0] must be like 'mon-fri 22:00-06:00'
        rules: [{name: r, events: [flew]}]                             | notify.rules[0].events[0] must be appeared, left
        rules: [{name: r, cooldown: 8 d}]                              | notify.rules[0].cooldown must be at most 7 d
        rules: [{name: r}, {name: r}]                                  | notify.rules[1].name must differ from those of the others
        secrets: {guard: "0123456789abcdef"}                           | notify.secrets must be named after targets
        """)
    void whatIsWrongIsNamed(String setting, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read("notify: {" + setting + "}\n"))
                .withMessageContaining(message);
    }

    @Test
    void anActuatorNeedsNoAddress() throws IOException {
        TargetConfig target = read("""
                notify:
                  targets:
                    - {name: sprinkler, type: commands, command: {action: open, end-action: shut}, parameters: {seconds: 20}}
                """).alarms().targets().get(0);

        assertThat(target.actuator()).isEqualTo("sprinkler");
        assertThat(target.command()).isEqualTo(new CommandConfig("", "open", "shut", Duration.ofSeconds(10)));
        assertThat(target.parameters()).isEqualTo(Map.of("seconds", "20"));
    }

    @Test
    void noSecretIsShown() throws IOException {
        HawkeyeConfig config = read("""
                notify:
                  targets: [{name: guard, type: webhook, url: "https://alarms.example.org/%s"}]
                  secrets: {guard: %s}
                """.formatted(SECRET, SECRET));

        assertThat(config + " " + config.alarms()).doesNotContain(SECRET).contains("https://alarms.example.org");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read("notify: {secrets: {guard: " + SECRET + "}}\n"))
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(SECRET));
    }

    @Test
    void secretsComeFromTheEnvironment() {
        NotifyConfig notify = new ConfigReader()
                .set(
                        "notify.targets",
                        List.of(Map.of("name", "guard", "type", "webhook", "url", "https://alarms.example.org/")),
                        "test")
                .environment(Map.of("HAWKEYE_NOTIFY_SECRETS", "{guard: " + SECRET + "}"))
                .read()
                .alarms();

        assertThat(notify.secret(notify.targets().get(0))).isEqualTo(SECRET);
    }

    private HawkeyeConfig read(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("site.yaml"), text);
        return new ConfigReader().file(file).read();
    }
}
