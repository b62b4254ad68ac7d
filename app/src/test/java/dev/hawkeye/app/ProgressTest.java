package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void tellsAWholeNumberOfFramesASecondWhenThereIsNoneYet() {
        List<String> lines = new CopyOnWriteArrayList<>();

        try (Progress progress = new Progress("analyze", "frames", 10, false, lines::add)) {
            progress.end(10);
        }

        assertThat(lines)
                .isNotEmpty()
                .last()
                .asString()
                .contains("10/10 frames")
                .matches(".*[^0-9.][0-9?]+(\\.[0-9])? frames/s.*|.*\\? frames/s.*")
                .doesNotContain(" .0");
    }
}
