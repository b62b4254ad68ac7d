package dev.hawkeye.detector.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.schemas.PublishedModel;
import dev.hawkeye.settings.SettingException;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.vision.onnx.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With keys in the form in which openssl writes them. */
final class ModelSignatureTest {
    private final KeyPair keys = newKeys();
    private final String publicText = text(keys.getPublic());
    private final PublishedModel model = new PublishedModel("ab".repeat(32), "street.onnx", 12L, 1, null, null);

    @TempDir
    Path directory;

    private Path key;

    @BeforeEach
    void start() throws IOException {
        key = Files.writeString(
                directory.resolve("key.pem"),
                "-----BEGIN PRIVATE KEY-----\n" + text(keys.getPrivate()) + "\n-----END PRIVATE KEY-----\n");
    }

    @Test
    void aSignedModelIsAcceptedByWhoHasThePublicKeyAsTextOrAsAFile() throws IOException {
        // given
        sign();
        Path pem = Files.writeString(
                directory.resolve("public.pem"),
                "-----BEGIN PUBLIC KEY-----\n" + publicText + "\n-----END PUBLIC KEY-----\n");

        // then
        assertAccepted(publicText);
        assertAccepted(pem.toString());
    }

    @Test
    void theSignatureIsOfNoUseForAnotherFileSizeOrName() {
        sign();
        model.setSha256("cd".repeat(32));
        assertRefused();

        model.setSha256("ab".repeat(32));
        model.setSize(13L);
        assertRefused();

        model.setSize(12L);
        model.setName("yard.onnx");
        assertRefused();
    }

    @Test
    void aSignatureByAnotherKeyOrOfAnotherFormIsRefused() {
        sign();
        assertThatThrownBy(
                        () -> ModelSignature.require(model, key(text(newKeys().getPublic()))))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("the signature of street.onnx is not by the key of detector.model-public-key");

        model.setSignature(ByteBuffer.wrap(new byte[3]));
        assertRefused();
    }

    @Test
    void aModelWithoutASignatureIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> ModelSignature.require(model, key(publicText)))
                .isInstanceOf(ModelException.class)
                .hasMessage("street.onnx is not signed, and detector.model-public-key requires it: publish it with"
                        + " --sign-with KEY.pem");
    }

    @Test
    void whatIsNoKeyIsRefusedWithTheRemedy() throws IOException {
        Path text = Files.writeString(directory.resolve("text.pem"), "no key");

        assertThatThrownBy(() -> ModelSignature.privateKey(text))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("openssl genpkey -algorithm ed25519");
        for (String setting : new String[] {
            "text", text.toString(), directory.resolve("missing.pem").toString()
        }) {
            assertThatThrownBy(() -> ModelSignature.publicKey(setting))
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("model-public-key")
                    .hasMessageContaining("openssl pkey");
        }
        assertThat(ModelSignature.publicKey("")).isEmpty();
    }

    private static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Key of) {
        return Base64.getEncoder().encodeToString(of.getEncoded());
    }

    private void sign() {
        model.setSignature(ByteBuffer.wrap(ModelSignature.sign(model, ModelSignature.privateKey(key))));
    }

    private void assertAccepted(String setting) {
        assertThatCode(() -> ModelSignature.require(model, key(setting))).doesNotThrowAnyException();
    }

    private void assertRefused() {
        assertThatThrownBy(() -> ModelSignature.require(model, key(publicText))).isInstanceOf(ModelException.class);
    }

    private static PublicKey key(String setting) {
        return ModelSignature.publicKey(setting).orElseThrow();
    }
}
