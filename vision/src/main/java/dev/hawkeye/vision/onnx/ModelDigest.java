package dev.hawkeye.vision.onnx;

import dev.hawkeye.settings.MissingFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The SHA-256 that identifies a model: that of its file or, with external weights, of the file followed by each weight
 * file in the order of their names. So models with different weights are never confused.
 */
public final class ModelDigest {
    private ModelDigest() {}

    /**
     * Reads the files once.
     *
     * @return 64 lower-case hexadecimal digits
     * @throws ModelException when the model is missing, empty, not a file, or cannot be read
     */
    public static String of(Path file) {
        requireFile(file);
        try {
            MessageDigest digest = sha256();
            if (add(file, digest) == 0) {
                throw new ModelException(file + " is empty: copy or export the model again");
            }
            for (Path weights : weights(file)) {
                add(weights, digest);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new ModelException(file + " cannot be read (" + e + "): check its permissions", e);
        }
    }

    /**
     * The SHA-256 of a single file, whatever it contains.
     *
     * @return 64 lower-case hexadecimal digits
     */
    public static String ofFile(Path file) throws IOException {
        MessageDigest digest = sha256();
        long unused = add(file, digest);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws ModelException when there is no such file, or it is a folder */
    public static void requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelException(
                    file + (Files.exists(file) ? " is not a file" : " does not exist" + MissingFile.hint(file))
                            + ": give the path of a YOLOv8 detection model in ONNX format");
        }
    }

    private static long add(Path file, MessageDigest digest) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, digest)) {
            return digesting.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Empty for a file that is not a model; loading reports that. */
    private static List<Path> weights(Path file) {
        try {
            return ExternalWeights.present(file, OnnxFile.read(file));
        } catch (ModelException e) {
            return List.of();
        }
    }
}
