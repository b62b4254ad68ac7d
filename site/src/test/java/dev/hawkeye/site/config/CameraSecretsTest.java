package dev.hawkeye.site.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.ingest.config.CameraConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CameraSecretsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        rtsp://ann:secret@192.0.2.1/stream1            | rtsp://${yard}@192.0.2.1/stream1
        rtsp://ann:s@cr/et@192.0.2.1/stream1?channel=1 | rtsp://${yard}@192.0.2.1/stream1?channel=1
        http://192.0.2.1/snap.jpg?user=ann&pwd=secret  | http://192.0.2.1/snap.jpg?user=${yard.user}&pwd=${yard.pwd}
        http://192.0.2.1/snap.jpg?size=640             | http://192.0.2.1/snap.jpg?size=640
        rtsp://${gate}@192.0.2.1/stream1               | rtsp://${gate}@192.0.2.1/stream1
        /videos/a@b.mp4                                | /videos/a@b.mp4
        synthetic:street?seed=1                        | synthetic:street?seed=1
        """)
    void anAddressNamesItsSecretsAndWithThemItIsWhatItWas(String url, String named) {
        CameraSecrets.Parted parted = CameraSecrets.parted("yard", url);

        assertThat(parted.url()).isEqualTo(named);
        assertThat(CameraSecrets.exposes(named)).isFalse();
        String whole = named;
        for (var secret : parted.secrets().entrySet()) {
            whole = whole.replace("${" + secret.getKey() + "}", secret.getValue());
        }
        assertThat(whole).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://ann:secret@192.0.2.1/",
                "rtsp://ann@192.0.2.1/",
                "http://192.0.2.1/?password=x",
                "rtsp:/ann:secret@192.0.2.1",
                "ann:secret@192.0.2.1",
                "rtsp%3A%2F%2Fann%3Asecret%40192.0.2.1"
            })
    void anAddressWithASecretInItExposesIt(String url) {
        assertThat(CameraSecrets.exposes(url)).isTrue();
    }

    @Test
    void whatGoesOntoATopicHasNoSecretAndTheFileCompletesIt(@TempDir Path folder) throws IOException {
        // given
        Path file = Files.writeString(folder.resolve("site.yaml"), """
                camera-secrets: {door: "bob:other"}
                cameras:
                  - {id: yard, url: "rtsp://ann:secret@192.0.2.1/"}
                  - {id: snap, url: "http://192.0.2.2/?pwd=hidden"}
                  - {id: door, url: "rtsp://${door}@192.0.2.3/"}
                """);
        CameraTexts texts = new ConfigReader().file(file).cameraTexts(List.of());

        // when
        HawkeyeConfig config =
                new ConfigReader().file(file).cameras(texts, "a topic").read();

        // then
        assertThat(new TreeMap<>(texts.byId()).toString()).doesNotContain("secret", "hidden", "other");
        assertThat(config.cameras())
                .extracting(CameraConfig::url)
                .containsExactly(
                        "rtsp://bob:other@192.0.2.3/", "http://192.0.2.2/?pwd=hidden", "rtsp://ann:secret@192.0.2.1/");
        assertThat(config.toString()).doesNotContain("secret", "hidden", "other");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        rtsp://${yard}@192.0.2.1/other                | rtsp://ann:secret@192.0.2.1/other
        rtsp://${yard}@192.0.2.1:8554/                | rtsp://ann:secret@192.0.2.1:8554/
        rtsp://${yard}@192.0.2.66/                    |
        http://192.0.2.66/@192.0.2.1/?a=${yard}       |
        rtsp://${yard}@192.0.2.1@192.0.2.66/          |
        rtsp://${door}@cam.example/                   | rtsp://bob:other@cam.example/
        rtsp://${door}@CAM.example/                   | rtsp://bob:other@CAM.example/
        rtsp://${door}@192.0.2.9/                     | rtsp://bob:nine@192.0.2.9/
        rtsp://${door}@192.0.2.66/                    |
        rtsp://${any}@192.0.2.66/                     | rtsp://eve:all@192.0.2.66/
        """)
    void aSecretGoesToItsHostsOnly(String url, String whole, @TempDir Path folder) throws IOException {
        // given
        Path file = Files.writeString(folder.resolve("site.yaml"), """
                camera-secrets: {"door@cam.example": "bob:other", "door@192.0.2.9": "bob:nine", any: "eve:all"}
                cameras: [{id: yard, url: "rtsp://ann:secret@192.0.2.1/"}]
                """);
        CameraTexts ofFile = new ConfigReader().file(file).cameraTexts(List.of());
        String camera = "{\"id\": \"yard\", \"url\": \"" + url + "\"}";
        CameraTexts texts = new CameraTexts(
                ofFile.defaults(), ofFile.values(), ofFile.profiles(), new TreeMap<>(Map.of("yard", camera)));

        // when
        ConfigReader reader =
                new ConfigReader().file(file).cameras(texts, "a topic").checking(CameraSecrets::check);

        // then
        if (whole != null) {
            assertThat(reader.read().cameras()).extracting(CameraConfig::url).containsExactly(whole);
        } else {
            assertThatThrownBy(reader::read).hasMessageNotContaining("secret@").hasMessageNotContaining("bob");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtsp://192.0.2.1/${door}", "file:///videos/${door}", "/videos/${door}@gate", "${door}"})
    void aSecretIsNotPutWhereMessagesWouldShowIt(String url, @TempDir Path folder) throws IOException {
        // given
        Path file = Files.writeString(folder.resolve("site.yaml"), """
                camera-secrets: {door: "bob:other"}
                cameras:
                  - {id: door, url: "%s"}
                """.formatted(url));

        // when
        ConfigReader reader = new ConfigReader().file(file).checking(CameraSecrets::check);

        // then
        assertThatThrownBy(reader::read)
                .hasMessageContaining("cameras[0].url names the secret door where everybody would read it")
                .hasMessageNotContaining("bob")
                .hasMessageNotContaining("other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rtsp://${door}@192.0.2.1/", "rtsp://bob:${door}@192.0.2.1/", "http://192.0.2.1/a.jpg?x=${door}"
            })
    void aSecretIsPutWhereMessagesHideIt(String url, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("site.yaml"), """
                camera-secrets: {door: "other"}
                cameras:
                  - {id: door, url: "%s"}
                """.formatted(url));

        HawkeyeConfig config =
                new ConfigReader().file(file).checking(CameraSecrets::check).read();

        assertThat(config.cameras().get(0).url()).isEqualTo(url.replace("${door}", "other"));
        assertThat(config.cameras().get(0).source()).doesNotContain("other");
    }
}
