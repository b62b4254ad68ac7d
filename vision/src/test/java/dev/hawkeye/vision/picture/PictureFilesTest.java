package dev.hawkeye.vision.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFilesTest {

    @TempDir
    Path folder;

    @Test
    void numbersInNamesCountByTheirValue() throws IOException {
        // given
        List<String> ordered = List.of(
                "cam1_2.jpg",
                "cam1_10.jpg",
                "cam2_1.jpg",
                "cam10_1.jpg",
                "img001.jpg",
                "img1.jpg",
                "img2.jpg",
                "img10.jpg",
                "img20261128120000000000001.jpg",
                "img20261128120000000000002.jpg",
                "img20261128120000000000010.jpg");
        for (String name : ordered) {
            touch(name);
        }

        // then
        assertThat(names()).containsExactlyElementsOf(ordered);
    }

    @Test
    void extensionsCountInAnyCaseAndWhatIsHiddenIsNoPicture() throws IOException {
        // given
        for (String name : List.of(
                "._a.jpg",
                ".DS_Store",
                ".hidden.png",
                "Thumbs.db",
                "desktop.ini",
                "a.JPG",
                "b.Jpeg",
                "c.PNG",
                "d.txt",
                "jpg")) {
            touch(name);
        }
        Files.createDirectory(folder.resolve("folder.jpg"));

        // then
        assertThat(names()).containsExactly("a.JPG", "b.Jpeg", "c.PNG");
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> PictureFiles.in(folder.resolve("none"))).isInstanceOf(IOException.class);
    }

    private void touch(String name) throws IOException {
        Files.createFile(folder.resolve(name));
    }

    private List<String> names() throws IOException {
        return PictureFiles.in(folder).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }
}
