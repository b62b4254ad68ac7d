package dev.hawkeye.app.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.app.options.ConfigOptions;
import dev.hawkeye.testing.BlockPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationSourceTest {
    @TempDir
    private Path directory;

    @Test
    void eachSourceContributesItsShare() throws IOException {
        assertThat(read(6, folder("a", 5), folder("b", 5), folder("c", 5))).isEqualTo(6);
    }

    @Test
    void aSourceWithFewPicturesLeavesItsShareToTheNextOnes() throws IOException {
        assertThat(read(6, folder("a", 1), folder("b", 5))).isEqualTo(6);
    }

    @Test
    void theLargestNumberOfPicturesTakesAllOfEachSource() throws IOException {
        assertThat(read(Integer.MAX_VALUE, folder("a", 2), folder("b", 4), folder("c", 3)))
                .isEqualTo(9);
    }

    private int read(int max, String... sources) {
        List<String> complaints = new ArrayList<>();
        int count = new CalibrationSource(List.of(sources), max, new ConfigOptions(), complaints::add)
                .read(taken -> {})
                .size();
        assertThat(complaints).isEmpty();
        return count;
    }

    private String folder(String name, int pictures) throws IOException {
        Path folder = Files.createDirectory(directory.resolve(name));
        for (int i = 0; i < pictures; i++) {
            Files.write(folder.resolve(i + ".jpg"), BlockPictures.plain(16, 16, 20 * i));
        }
        return folder.toString();
    }
}
