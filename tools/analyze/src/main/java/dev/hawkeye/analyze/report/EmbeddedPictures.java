package dev.hawkeye.analyze.report;

import dev.hawkeye.vision.picture.JpegScaler;
import dev.hawkeye.vision.picture.PictureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** Small pictures embedded in the page, up to a total number of bytes. Not thread-safe. */
final class EmbeddedPictures {
    private static final int WIDTH = 480;
    private static final int QUALITY = 80;
    private static final long MAX_PIXELS = 200_000_000;

    private final Path folder;
    private long left;
    private int leftOut;

    /** @param mostBytes maximum total size of all data URLs */
    EmbeddedPictures(Path folder, long mostBytes) {
        this.folder = folder;
        this.left = mostBytes;
    }

    /** @return a data URL; empty if there is no space left, or the picture cannot be read */
    Optional<String> address(String file) throws IOException {
        String address;
        try {
            byte[] jpeg = Files.readAllBytes(folder.resolve(file));
            address = "data:image/jpeg;base64,"
                    + Base64.getEncoder()
                            .encodeToString(JpegScaler.scale(jpeg, WIDTH, MAX_PIXELS, QUALITY)
                                    .jpeg());
        } catch (PictureException | NoSuchFileException e) {
            return Optional.empty();
        }
        if (address.length() > left) {
            left = 0; // later pictures get none either, however small
            leftOut++;
            return Optional.empty();
        }
        left -= address.length();
        return Optional.of(address);
    }

    int leftOut() {
        return leftOut;
    }
}
