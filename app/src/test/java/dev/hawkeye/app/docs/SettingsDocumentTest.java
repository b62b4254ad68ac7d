package dev.hawkeye.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsDocumentTest {
    private static final Path YAML = Path.of("..", "hawkeye.yaml");

    @Test
    void theDocumentSaysWhatTheFileSays() throws IOException {
        GeneratedDocument.assertCurrent("settings.md", SettingsDocument.text(Files.readString(YAML)));
    }

    @Test
    void everyKeyHasATextADefaultAndAVariable() {
        assertThat(SettingsDocument.text("""
                # The first line.
                #
                # Times are written "10 s".

                # Address to listen at.
                http:
                  # Port to listen at; 0 takes
                  # any free one.
                  port: 8080
                  # Native properties.
                  kafka: {}

                # The cameras:
                #   id   name of the camera,
                #        once
                #   url  where it is
                # For example:
                #   - {id: gate}
                #   - id: yard
                #     url: b
                cameras: []
                """)).isEqualTo("""
                # Settings

                %s

                Every key of [hawkeye.yaml](../hawkeye.yaml), with its default.

                Times are written "10 s".

                ## http

                Address to listen at.

                ### http.port

                Port to listen at; 0 takes
                any free one.

                Default: `8080`. Environment: `HAWKEYE_HTTP_PORT`.

                ### http.kafka

                Native properties.

                Default: `{}`. Environment: `HAWKEYE_HTTP_KAFKA_…`.

                ## cameras

                The cameras:

                - `id`: name of the camera,
                  once

                - `url`: where it is
                For example:

                    - {id: gate}
                    - id: yard
                      url: b

                Default: `[]`. Environment: `HAWKEYE_CAMERAS`.
                """.formatted(GeneratedDocument.NOTE));
    }

    @Test
    void noKeyIsMissing() throws IOException {
        String yaml = Files.readString(YAML);

        assertThat(SettingsDocument.keys(yaml))
                .contains("kafka.bootstrap.servers", "cameras")
                .hasSizeGreaterThan(70);
        assertThat(SettingsDocument.keys(yaml)).doesNotHaveDuplicates();
    }
}
