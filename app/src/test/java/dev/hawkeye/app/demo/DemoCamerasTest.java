package dev.hawkeye.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.settings.UserException;
import dev.hawkeye.street.StreetSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoCamerasTest {
    @Test
    void areFourStreetsInEveryWeather() {
        List<Map<String, Object>> cameras = DemoCameras.with(List.of());

        assertThat(cameras).hasSize(4).extracting(camera -> camera.get("id")).doesNotHaveDuplicates();
        assertThat(cameras)
                .extracting(camera -> StreetSettings.parse(camera.get("url").toString())
                        .weather()
                        .name())
                .contains("DAY", "DUSK", "RAIN");
    }

    @Test
    void thoseOfTheUserComeBesideThemAndAreNamedUnlessTheyHaveAName() {
        List<Map<String, Object>> cameras =
                DemoCameras.with(List.of("rtsp://192.0.2.10/live?channel=1", "yard=/videos/yard.mp4"));

        assertThat(cameras.subList(4, 6))
                .containsExactly(
                        Map.of("id", "camera-1", "url", "rtsp://192.0.2.10/live?channel=1"),
                        Map.of("id", "yard", "url", "/videos/yard.mp4"));
    }

    @Test
    void anIdThatIsTakenIsRefusedWithoutItsAddress() {
        assertThatThrownBy(() -> DemoCameras.with(List.of("market=rtsp://user:secret@192.0.2.10/")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--camera market=…")
                .hasMessageNotContaining("secret");
    }
}
