package dev.hawkeye.detector.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.schemas.PublishedModel;
import dev.hawkeye.vision.onnx.ModelDigest;
import dev.hawkeye.vision.onnx.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelCacheTest {
    private static final int PART = ModelDescription.PART_BYTES;

    private final byte[] bytes = new byte[2 * PART + 17];

    @TempDir
    Path directory;

    private ModelCache cache;
    private PublishedModel model;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(bytes);
        Path file = Files.write(directory.resolve("original.onnx"), bytes);
        cache = new ModelCache(directory.resolve("models"));
        model = new PublishedModel(ModelDigest.ofFile(file), "street.onnx", (long) bytes.length, 3, null, null);
    }

    @Test
    void aModelIsPutTogetherFromPartsInAnyOrder() throws IOException {
        // when
        Path file = fetched(2, 0, 1);

        // then
        assertThat(file).hasBinaryContent(bytes).hasFileName("street.onnx");
        assertThat(cache.find(model)).contains(file);
    }

    @Test
    void aModelOfWhichAPartIsMissingIsRefusedAndLeavesNothing() throws IOException {
        // when
        assertThatThrownBy(() -> fetched(0, 2))
                .isInstanceOf(ModelException.class)
                .hasMessage("1 of the 3 parts of street.onnx are not on the topic: publish it again");

        // then
        assertThat(cache.find(model)).isEmpty();
        try (Stream<Path> left = Files.list(directory.resolve("models"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aModelWithAnotherDigestIsRefused() {
        // given
        bytes[PART]++;

        // then
        assertThatThrownBy(() -> fetched(0, 1, 2))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("instead of " + model.getSha256());
    }

    @Test
    void aPartOfAnotherSizeCountsAsMissing() throws IOException {
        try (ModelCache.Draft draft = cache.draft(model)) {
            draft.part(OptionalInt.of(0), part(0));
            draft.part(OptionalInt.of(1), part(1));
            draft.part(OptionalInt.of(2), part(0));

            assertThatThrownBy(draft::finish).hasMessageContaining("1 of the 3 parts");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../street.onnx", "a/b", "", ".hidden", "a\nb"})
    void aNameThatIsNoPlainFileNameIsRefused(String name) {
        model.setName(name);

        assertThatThrownBy(() -> cache.draft(model))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("the name of a model must be");
    }

    @Test
    void aHugeModelIsRefusedBeforeAnythingIsWritten() {
        // given
        model.setSize(ModelDescription.MAX_BYTES + 1);
        model.setParts(ModelDescription.parts(ModelDescription.MAX_BYTES + 1));

        // then
        assertThatThrownBy(() -> cache.draft(model)).hasMessageContaining("which must be 1 to 536870912");
        assertThat(directory.resolve("models")).doesNotExist();
    }

    @Test
    void theModelThatWasUsedLastIsFoundAndOthersAreDeleted() throws IOException {
        // given
        Path file = fetched(0, 1, 2);
        Path old = Files.createDirectories(directory.resolve("models").resolve("0".repeat(64)));
        Files.writeString(old.resolve("old.onnx"), "old");
        cache.used(model);

        // when
        cache.keepOnly(List.of(model.getSha256()));

        // then
        assertThat(new ModelCache(directory.resolve("models")).lastUsed().map(cache::file))
                .contains(file);
        assertThat(old).doesNotExist();
    }

    private Path fetched(int... parts) throws IOException {
        try (ModelCache.Draft draft = cache.draft(model)) {
            for (int index : parts) {
                draft.part(OptionalInt.of(index), part(index));
            }
            return draft.finish();
        }
    }

    private ByteBuffer part(int index) {
        return ByteBuffer.wrap(bytes, index * PART, Math.min(PART, bytes.length - index * PART));
    }
}
