package dev.hawkeye.analyze.boxes;

import dev.hawkeye.vision.picture.PictureFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The ids of pictures: the number in the file name if all pictures of a folder have different numbers, like COCO's
 * ({@code 000000000139.jpg} is 139); otherwise their position in the source, from 1. Immutable.
 */
final class CocoImageIds {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final boolean named;

    private CocoImageIds(boolean named) {
        this.named = named;
    }

    /** @param source a video, or a folder of pictures */
    static CocoImageIds in(Path source) throws IOException {
        if (!Files.isDirectory(source)) {
            return new CocoImageIds(false);
        }
        List<Path> pictures = PictureFiles.in(source);
        Set<Long> numbers = new HashSet<>();
        return new CocoImageIds(pictures.stream()
                .map(picture -> stem(picture.getFileName().toString()))
                .allMatch(stem -> NUMBER.matcher(stem).matches() && numbers.add(Long.valueOf(stem))));
    }

    long of(SeenPicture picture) {
        return named && picture.pictureFile() != null
                ? Long.parseLong(stem(picture.pictureFile()))
                : picture.frame() + 1;
    }

    private static String stem(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }
}
