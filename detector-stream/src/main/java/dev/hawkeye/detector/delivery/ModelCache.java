package dev.hawkeye.detector.delivery;

import dev.hawkeye.schemas.PublishedModel;
import dev.hawkeye.vision.onnx.ModelDigest;
import dev.hawkeye.vision.onnx.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Models on disk, each under its published name in a folder named after its digest, and a note of the one that was used
 * last, so that a restart finds it, even without Kafka. Keeps only the models that {@link #keepOnly} names. Not
 * thread-safe.
 */
final class ModelCache {
    private static final String NOTE = "used";

    private final Path directory;

    ModelCache(Path directory) {
        this.directory = directory;
    }

    /** The model that was used last, if it still exists; its digest is not checked again. */
    Optional<PublishedModel> lastUsed() {
        try {
            List<String> note = Files.readAllLines(directory.resolve(NOTE));
            if (note.size() < 2 || !note.get(0).matches("[0-9a-f]{64}")) {
                return Optional.empty();
            }
            ModelDescription.checkName(note.get(1));
            PublishedModel model = new PublishedModel(note.get(0), note.get(1), 0L, 0, null, null);
            if (note.size() == 4) {
                model.setSize(Long.parseLong(note.get(2)));
                model.setSignature(ByteBuffer.wrap(HexFormat.of().parseHex(note.get(3))));
            }
            return Optional.of(model).filter(one -> Files.isRegularFile(file(one)));
        } catch (IOException | ModelException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Notes the model in use, for {@link #lastUsed}. */
    void used(PublishedModel model) throws IOException {
        Files.createDirectories(directory);
        Path draft = directory.resolve(NOTE + ".new");
        String signed = model.getSignature() == null
                ? ""
                : model.getSize() + "\n" + hex(model.getSignature().duplicate()) + "\n";
        Files.writeString(draft, model.getSha256() + "\n" + model.getName() + "\n" + signed);
        Files.move(draft, directory.resolve(NOTE), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String hex(ByteBuffer bytes) {
        byte[] all = new byte[bytes.remaining()];
        bytes.get(all);
        return HexFormat.of().formatHex(all);
    }

    /** Notes that no model of this cache is in use. */
    void usedNone() throws IOException {
        Files.deleteIfExists(directory.resolve(NOTE));
    }

    /** The path of the model, if it was fetched before. */
    Optional<Path> find(PublishedModel model) {
        return Optional.of(file(model)).filter(Files::isRegularFile);
    }

    /** The path of the model, whether it exists or not. */
    Path file(PublishedModel model) {
        return directory.resolve(model.getSha256()).resolve(model.getName());
    }

    /** Deletes all other models. */
    void keepOnly(List<String> digests) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (name.matches("[0-9a-f]{64}(\\.part)?") && !digests.contains(name)) {
                    delete(entry);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Starts to fetch a model; {@link Draft#finish} completes it. */
    Draft draft(PublishedModel model) throws IOException {
        ModelDescription.check(model);
        Files.createDirectories(directory);
        return new Draft(model, directory.resolve(model.getSha256() + ".part"));
    }

    /** A model whose parts arrive in any order. Deleted by {@link #close()}, unless it was finished. */
    final class Draft implements AutoCloseable {
        private final PublishedModel model;
        private final Path path;
        private final FileChannel channel;
        private final BitSet there = new BitSet();

        private Draft(PublishedModel model, Path path) throws IOException {
            this.model = model;
            this.path = path;
            this.channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        }

        /** The path until it is finished, for callers that write it as a whole. */
        Path path() {
            return path;
        }

        /** @param bytes null when the part was deleted */
        void part(OptionalInt index, ByteBuffer bytes) {
            if (index.isEmpty() || index.getAsInt() >= model.getParts()) {
                return;
            }
            long first = (long) index.getAsInt() * ModelDescription.PART_BYTES;
            long length = Math.min(ModelDescription.PART_BYTES, model.getSize() - first);
            if (bytes == null || bytes.remaining() != length) {
                there.clear(index.getAsInt());
                return;
            }
            try {
                ByteBuffer left = bytes.duplicate();
                for (long at = first; left.hasRemaining(); ) {
                    at += channel.write(left, at);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            there.set(index.getAsInt());
        }

        /**
         * Checks size and digest.
         *
         * @return the path of the model
         * @throws ModelException when a part is missing, or the digest differs
         */
        Path finish() throws IOException {
            channel.force(true);
            channel.close();
            int missing = model.getParts() - there.cardinality();
            if (missing > 0) {
                throw new ModelException(missing + " of the " + model.getParts() + " parts of " + model.getName()
                        + " are not on the topic: publish it again");
            }
            String found = ModelDigest.ofFile(path);
            if (!found.equals(model.getSha256())) {
                throw new ModelException(model.getName() + " has the digest " + found + " instead of "
                        + model.getSha256() + ": publish it again");
            }
            Path file = file(model);
            Files.createDirectories(file.getParent());
            return Files.move(path, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void close() throws IOException {
            channel.close();
            Files.deleteIfExists(path);
        }
    }
}
