package dev.hawkeye.site.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hawkeye.site.check.ClientProperties;
import dev.hawkeye.site.yaml.ConfigException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudSettingsTest {

    @Test
    void theNameOfTheSiteIsThatOfItsCountsAndAlarms() {
        HawkeyeConfig config = new ConfigReader()
                .environment(Map.of("HAWKEYE_SITE", "north-7"))
                .read();

        assertThat(List.of(
                        config.site(),
                        config.aggregator().site(),
                        config.alarms().site()))
                .containsOnly("north-7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "north/7", "Süd", "a b"})
    void aNameThatNoKeyCanCarryIsAnErrorOnce(String name) {
        ConfigReader reader = new ConfigReader().set("site", name, "site.yaml");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(reader::read)
                .withMessage("site.yaml: site must be 1 to 60 letters, digits, '.', '_' and '-', got: '" + name + "'");
    }

    @Test
    void theCloudsRegistryHasPropertiesOfItsOwnThatAreNotShown() {
        HawkeyeConfig config = new ConfigReader()
                .set(
                        "cloud.registry",
                        Map.of(
                                "schema.registry.url", "https://schemas.example.org",
                                "basic.auth.user.info", "site:planted"),
                        "test")
                .checking(ClientProperties::check)
                .read();

        assertThat(config.cloud().hasRegistry()).isTrue();
        assertThat(config.cloud().registry()).containsEntry("basic.auth.user.info", "site:planted");
        assertThat(config.registry()).doesNotContainKey("basic.auth.user.info");
        assertThat(config.toString()).contains("basic.auth.user.info").doesNotContain("planted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mock://cloud", "schemas.example.org"})
    void theCloudsRegistryIsNotInsideThisProcess(String url) {
        ConfigReader reader = new ConfigReader()
                .set("cloud.registry", Map.of("schema.registry.url", url), "site.yaml")
                .checking(ClientProperties::check);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(reader::read)
                .withMessage(
                        "site.yaml: cloud.registry.schema.registry.url must be http://HOST:PORT or https://HOST:PORT,"
                                + " or several, separated by commas, got: " + url);
    }
}
