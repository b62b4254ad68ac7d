package dev.hawkeye.analyze.video;

import dev.hawkeye.vision.picture.PictureFiles;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Resolves the paths of a command line. A folder that contains videos stands for these videos, in natural order; any
 * other folder is a folder of pictures.
 */
public final class VideoFiles {
    private static final Set<String> ENDINGS = Set.of(
            "264", "265", "3g2", "3gp", "asf", "avi", "dav", "f4v", "flv", "h264", "h265", "hevc", "m2ts", "m2v", "m4v",
            "mjpeg", "mjpg", "mkv", "mov", "mp4", "mpeg", "mpg", "mts", "mxf", "ogv", "ts", "vob", "webm", "wmv",
            "y4m");

    private VideoFiles() {}

    /** @param remarks receives a line for each file skipped in a folder */
    public static List<Path> of(List<Path> given, Consumer<String> remarks) {
        List<Path> videos = new ArrayList<>();
        for (Path path : given) {
            List<Path> inside = in(path);
            if (inside.isEmpty()) {
                videos.add(path);
            } else {
                videos.addAll(inside);
                int pictures = pictures(path);
                if (pictures > 0) {
                    remarks.accept(path + " is treated as a folder of videos, so its " + pictures
                            + (pictures == 1 ? " picture is" : " pictures are")
                            + " not analyzed: give pictures in a folder of their own");
                }
            }
        }
        return videos;
    }

    /** The videos of a folder. Empty if the path is not a folder, or cannot be read, which shows when it is opened. */
    private static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> videos = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, VideoFiles::isVideo)) {
            entries.forEach(videos::add);
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        videos.sort(PictureFiles.NATURAL);
        return videos;
    }

    private static boolean isVideo(Path file) {
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && ENDINGS.contains(ending) && Files.isRegularFile(file);
    }

    private static int pictures(Path folder) {
        try {
            return PictureFiles.in(folder).size();
        } catch (IOException e) {
            return 0;
        }
    }
}
