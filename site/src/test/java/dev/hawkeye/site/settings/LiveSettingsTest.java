package dev.hawkeye.site.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.site.config.CameraTexts;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LiveSettingsTest {
    private final CameraTexts file = new CameraTexts(
            "{}", "{}", "{\"night\":{}}", new TreeMap<>(Map.of("yard", "{\"id\":\"yard\",\"url\":\"a.mp4\"}")));

    @Test
    void aFileTakesThePlaceOfAllButTheProfileThatWasSelectedByHand() {
        // given
        SortedMap<String, String> before = LiveSettings.withProfile(
                new TreeMap<>(Map.of("camera/gate", "{}", "values", "{\"aggregator.confirm\":\"2\"}")), "night");

        // when
        SortedMap<String, String> after = LiveSettings.replaced(before, file);

        // then
        assertThat(after).containsKey("camera/yard").doesNotContainKey("camera/gate");
        assertThat(after).containsEntry("values", "{}");
        assertThat(new LiveSettings(2, "ann", Instant.EPOCH, after).byHand()).contains("night");
    }

    @Test
    void aProfileThatIsSelectedByTimeIsSoAfterwards() {
        SortedMap<String, String> after = LiveSettings.replaced(new TreeMap<>(), file);

        assertThat(new LiveSettings(2, "ann", Instant.EPOCH, after).byHand()).isEmpty();
    }
}
