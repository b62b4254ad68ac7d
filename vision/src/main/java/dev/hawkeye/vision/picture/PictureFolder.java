package dev.hawkeye.vision.picture;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import dev.hawkeye.settings.MissingFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The pictures of one folder, as {@link PictureFiles} finds them. Holds only the paths; a picture is read on demand,
 * and is upright, as in every viewer. Immutable and thread-safe.
 */
public final class PictureFolder {
    /** For pictures that were not JPEGs: as close to their pixels as a JPEG gets. */
    private static final int[] BEST_QUALITY = {
        IMWRITE_JPEG_QUALITY, 100, IMWRITE_JPEG_SAMPLING_FACTOR, IMWRITE_JPEG_SAMPLING_FACTOR_444
    };

    private final Path folder;
    private final List<Path> files;

    private PictureFolder(Path folder, List<Path> files) {
        this.folder = folder;
        this.files = List.copyOf(files);
    }

    /** @throws DatasetException when it is not a folder, cannot be read, or has no picture */
    public static PictureFolder open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DatasetException(folder
                    + (Files.exists(folder) ? " is not a folder" : " does not exist" + MissingFile.hint(folder))
                    + ": give a folder of pictures");
        }
        List<Path> files;
        try {
            files = PictureFiles.in(folder);
        } catch (IOException e) {
            throw new DatasetException("folder " + folder + " cannot be read: check its permissions", e);
        }
        if (files.isEmpty()) {
            throw new DatasetException("folder " + folder + " has no picture: no jpg, jpeg, png, bmp or webp");
        }
        return new PictureFolder(folder, files);
    }

    /** The folder as given. */
    public Path folder() {
        return folder;
    }

    /** The picture files, at least one. */
    public List<Path> files() {
        return files;
    }

    /**
     * One picture in the form that {@code Lane} accepts: the unchanged bytes of a JPEG, or any other format converted
     * to a JPEG of quality 100.
     *
     * @throws DatasetException when the file cannot be read; only the lane finds out whether a JPEG can be decoded
     */
    public static byte[] jpeg(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException | OutOfMemoryError e) {
            throw new DatasetException(file + " cannot be read: check its permissions and its size", e);
        }
        if (bytes.length == 0) {
            throw new DatasetException(file + " is empty: copy it again, or remove it");
        }
        ByteBuffer picture = ByteBuffer.wrap(bytes);
        PictureFormat format = PictureFormat.of(picture);
        if (format == PictureFormat.JPEG) {
            return bytes;
        }
        if (format == PictureFormat.OTHER) {
            throw new DatasetException(
                    file + " is not a supported picture (JPEG, PNG, WebP, BMP): convert it, or remove it");
        }
        long pixels = format.pixels(picture);
        if (pixels > JpegHeader.MAX_PIXELS) {
            throw new DatasetException(file + " is too large (" + pixels + " pixels, at most " + JpegHeader.MAX_PIXELS
                    + " are read): make it smaller, or remove it");
        }
        return encoded(file, bytes, Orientation.of(picture));
    }

    private static byte[] encoded(Path file, byte[] bytes, Orientation orientation) {
        try (PointerScope scope = new PointerScope()) {
            Mat stored = imdecode(
                    new Mat(1, bytes.length, CV_8U, new BytePointer(bytes)), IMREAD_COLOR | IMREAD_IGNORE_ORIENTATION);
            BytePointer jpeg = new BytePointer();
            scope.attach(jpeg);
            if (stored.empty()
                    || !imencode(".jpg", orientation.upright(stored, new Mat()), jpeg, new IntPointer(BEST_QUALITY))) {
                throw notAPicture(file, null);
            }
            byte[] encoded = new byte[Math.toIntExact(jpeg.limit())];
            jpeg.get(encoded);
            return encoded;
        } catch (DatasetException e) {
            throw e;
        } catch (RuntimeException e) {
            // OpenCV's own exceptions arrive as bare RuntimeExceptions.
            throw notAPicture(file, e);
        }
    }

    private static DatasetException notAPicture(Path file, RuntimeException cause) {
        return new DatasetException(file + " cannot be decoded: copy it again, or remove it", cause);
    }
}
