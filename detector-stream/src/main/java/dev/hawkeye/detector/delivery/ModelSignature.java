package dev.hawkeye.detector.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.schemas.PublishedModel;
import dev.hawkeye.settings.SettingException;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.vision.onnx.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * Proves who made a model, with Ed25519 signatures over digest, size and name together, so that a signature is useless
 * for another file, or for the same file under another name. The rest of a model's record is not signed: an old model
 * that was signed once can be published again.
 */
public final class ModelSignature {
    private static final String ALGORITHM = "Ed25519";
    private static final int MAX_KEY_BYTES = 10_000;

    private ModelSignature() {}

    /**
     * Reads a private key from a PEM file, as openssl writes it.
     *
     * @throws UserException when it contains none
     */
    public static PrivateKey privateKey(Path file) {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(pem(text(file), "PRIVATE KEY")));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UserException(
                    file
                            + " holds no Ed25519 private key in PEM form: make one with `openssl genpkey -algorithm ed25519"
                            + " -out " + file + "`",
                    e);
        } catch (IOException e) {
            throw new UserException(file + " cannot be read (" + e + "): check its name and permissions", e);
        }
    }

    /**
     * The key of the setting {@code detector.model-public-key}.
     *
     * @param setting path of a PEM file, or the text between its first and last line; empty for none
     * @throws SettingException when it is not a key
     */
    public static Optional<PublicKey> publicKey(String setting) {
        if (setting.isBlank()) {
            return Optional.empty();
        }
        try {
            Path file = Path.of(setting);
            byte[] bytes = Files.isRegularFile(file)
                    ? pem(text(file), "PUBLIC KEY")
                    : Base64.getMimeDecoder().decode(setting);
            return Optional.of(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes)));
        } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
            throw new SettingException(
                    "detector.model-public-key",
                    "must be the path of a PEM file with an Ed25519 public key, or its base64 text",
                    setting,
                    "make one with `openssl pkey -in KEY.pem -pubout`");
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MAX_KEY_BYTES) {
            throw new IOException("it is too large for a key");
        }
        return Files.readString(file);
    }

    private static byte[] pem(String text, String what) {
        String begin = "-----BEGIN " + what + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + what + "-----");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("there is no " + what);
        }
        return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    }

    /** Signs a model. */
    static byte[] sign(PublishedModel model, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(signed(model));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 cannot sign", e);
        }
    }

    /**
     * Checks the signature of a model.
     *
     * @throws ModelException when it has none, or one by another key
     */
    static void require(PublishedModel model, PublicKey key) {
        ByteBuffer given = model.getSignature();
        if (given == null) {
            throw new ModelException(
                    model.getName() + " is not signed, and detector.model-public-key requires it: publish"
                            + " it with --sign-with KEY.pem");
        }
        byte[] bytes = new byte[given.remaining()];
        given.duplicate().get(bytes);
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(signed(model));
            if (signature.verify(bytes)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            // Not even the form of a signature.
        }
        throw new ModelException("the signature of " + model.getName() + " is not by the key of"
                + " detector.model-public-key, or not of this file, size and name: publish it again, signed with that"
                + " key");
    }

    /** Names and digests have no line breaks, see {@link ModelDescription}. */
    private static byte[] signed(PublishedModel model) {
        return ("hawkeye model 1\nsha256 " + model.getSha256() + "\nsize " + model.getSize() + "\nname "
                        + model.getName() + "\n")
                .getBytes(UTF_8);
    }
}
