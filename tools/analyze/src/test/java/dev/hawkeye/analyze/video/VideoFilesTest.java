package dev.hawkeye.analyze.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoFilesTest {
    private final List<String> remarks = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void aFolderWithVideosIsItsVideosInNaturalOrder() throws IOException {
        // given
        List<Path> videos = files("cam2.mp4", "cam10.MP4", "cam11.mkv");
        files("._cam2.mp4", "notes.txt", "cam2.srt");
        Files.createDirectory(folder.resolve("old.mp4"));
        Path other = Path.of("other.mp4");

        // when
        List<Path> found = VideoFiles.of(List.of(other, folder), remarks::add);

        // then
        assertThat(found).containsExactly(other, videos.get(0), videos.get(1), videos.get(2));
        assertThat(remarks).isEmpty();
    }

    @Test
    void aFolderOfPicturesStaysOne() throws IOException {
        // given
        files("1.jpg", "2.jpg");

        // then
        assertThat(VideoFiles.of(List.of(folder), remarks::add)).containsExactly(folder);
        assertThat(remarks).isEmpty();
    }

    @Test
    void picturesBesideVideosAreLeftOutAndThisIsSaid() throws IOException {
        // given
        files("a.mp4", "cover.jpg");

        // then
        assertThat(VideoFiles.of(List.of(folder), remarks::add)).containsExactly(folder.resolve("a.mp4"));
        assertThat(remarks).singleElement().asString().contains("its 1 picture is not analyzed");
    }

    private List<Path> files(String... names) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String name : names) {
            files.add(Files.write(folder.resolve(name), new byte[1]));
        }
        return files;
    }
}
