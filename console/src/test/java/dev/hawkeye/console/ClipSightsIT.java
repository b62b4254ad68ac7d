package dev.hawkeye.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.console.api.ClipSightsView.Sight;
import dev.hawkeye.console.clips.ClipSights;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipSightsIT {
    @Test
    void detectionsThatAreLaterThanTheClipAreInTheNextAnswer(@TempDir Path directory) throws Exception {
        try (TestSite site = new TestSite(directory, 0)) {
            // given a clip of two pictures, the second of which has not been analyzed yet
            ClipSights sights = new ClipSights(site::properties, site.topics, site.registry);
            Instant first = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(1);
            Instant second = first.plusMillis(200);
            site.film("gate", 1, first, TestPictures.street(), TestSite.object(2, "car", 0.9, 0, 0, 100, 100));
            RecordMetadata clip = site.clip("e1", "gate", "file:///clips/e1.mp4", List.of(first, second));
            assertThat(sights.of(clip.partition(), clip.offset()).sights())
                    .extracting(Sight::at)
                    .containsExactly(0);

            // when
            site.film("gate", 2, second, TestPictures.street(), TestSite.object(2, "car", 0.9, 0, 0, 100, 100));

            // then
            assertThat(sights.of(clip.partition(), clip.offset()).sights())
                    .extracting(Sight::at)
                    .containsExactly(0, 200);
        }
    }
}
