package dev.hawkeye.detector.delivery;

import dev.hawkeye.kafka.TopicScan;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.ModelRecord;
import dev.hawkeye.schemas.PublishedModel;
import dev.hawkeye.schemas.UndecodableException;
import dev.hawkeye.vision.onnx.ModelDigest;
import dev.hawkeye.vision.onnx.ModelException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The published models as local files: fetches them on demand, from the topic or from their address, and checks them.
 * Not thread-safe.
 */
final class ModelStock implements ModelSource {
    private final Map<String, Object> kafka;
    private final String topic;
    private final Deserializer<ModelRecord> deserializer;
    private final ModelCache cache;
    private final Optional<PublicKey> key;
    private final ModelDownload download;
    private final BooleanSupplier closing;

    /**
     * @param kafka native properties, with {@code bootstrap.servers}
     * @param topic of the models
     * @param key verifies signatures; empty to accept unsigned models
     * @param closing aborts a fetch in progress
     */
    ModelStock(
            Map<String, Object> kafka,
            String topic,
            Deserializer<ModelRecord> deserializer,
            ModelCache cache,
            Optional<PublicKey> key,
            ModelDownload download,
            BooleanSupplier closing) {
        this.kafka = kafka;
        this.topic = topic;
        this.deserializer = deserializer;
        this.cache = cache;
        this.key = key;
        this.download = download;
        this.closing = closing;
    }

    @Override
    public Path file(PublishedModel model) throws IOException {
        ModelDescription.check(model);
        key.ifPresent(one -> ModelSignature.require(model, one));
        Optional<Path> known = cache.find(model);
        if (known.isPresent() && ModelDigest.ofFile(known.get()).equals(model.getSha256())) {
            return known.get();
        }
        try (ModelCache.Draft draft = cache.draft(model)) {
            if (model.getAddress() == null) {
                collect(model, draft);
            } else {
                URI address = ModelDownload.checkAddress(model.getAddress());
                download.fetch(address, draft.path(), closing);
            }
            return draft.finish();
        }
    }

    private void collect(PublishedModel model, ModelCache.Draft draft) {
        try (TopicScan parts = TopicScan.fromBeginning(kafka, topic)) {
            parts.toEnd(record -> {
                OptionalInt index = ModelKeys.index(TopicScan.key(record), model.getSha256());
                if (index.isPresent() && !closing.getAsBoolean()) {
                    draft.part(index, part(record.value()));
                }
            });
        }
    }

    private ByteBuffer part(byte[] value) {
        try {
            ModelRecord record = value == null ? null : deserializer.deserialize(topic, value);
            return record == null ? null : record.getPart();
        } catch (UndecodableException e) {
            return null;
        }
    }

    /** The model that was in use before a restart, if it is still allowed. */
    Optional<Path> lastUsed() {
        return cache.lastUsed().filter(last -> key.isEmpty() || isSigned(last)).map(cache::file);
    }

    /** Checks again: the key may have been set since then, and the file may have changed. */
    private boolean isSigned(PublishedModel model) {
        try {
            ModelSignature.require(model, key.orElseThrow());
            return ModelDigest.of(cache.file(model)).equals(model.getSha256());
        } catch (ModelException e) {
            return false;
        }
    }

    @Override
    public void used(PublishedModel model) throws IOException {
        cache.used(model);
    }

    @Override
    public void usedNone() throws IOException {
        cache.usedNone();
    }

    @Override
    public void keepOnly(ActiveModel active, String inUse) throws IOException {
        List<String> digests = new ArrayList<>(List.of(inUse));
        Named.models(active).forEach(model -> digests.add(model.getSha256()));
        cache.keepOnly(digests);
    }
}
