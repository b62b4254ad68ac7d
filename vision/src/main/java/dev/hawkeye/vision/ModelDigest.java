package dev.hawkeye.vision;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 by which a model file is known. */
public final class ModelDigest {
    private ModelDigest() {}

    /**
     * Reads the file once.
     *
     * @return 64 lower-case hexadecimal digits
     * @throws ModelException when it is missing, empty or no file, or cannot be read
     */
    public static String of(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelException(file + (Files.exists(file) ? " is not a file" : " does not exist")
                    + ": give the path of a YOLOv8 detection model in ONNX format");
        }
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            if (digest.transferTo(OutputStream.nullOutputStream()) == 0) {
                throw new ModelException(file + " is empty: copy or export the model again");
            }
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException e) {
            throw new ModelException(file + " cannot be read (" + e + "): check its permissions", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
