package dev.hawkeye.clips;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder, on this machine or mounted. A clip is written under a temporary name and then renamed, so a listing shows
 * only complete clips.
 */
final class FolderStore implements ClipStore {
    private static final Logger log = LoggerFactory.getLogger(FolderStore.class);
    private static final String PART = ".part";
    /** Of a clip below the folder: its camera, its day, and itself. */
    private static final int DEPTH = 3;

    private final Path folder;

    FolderStore(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public String put(String key, Path clip) throws IOException {
        Path file = file(key);
        Path part = file.resolveSibling("." + file.getFileName() + PART);
        try {
            Files.createDirectories(file.getParent());
            Files.copy(clip, part, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            delete(part);
            throw new IOException("cannot write " + file + ": " + reason(e), e);
        }
        return base() + key;
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            log.debug("{} stays", part, e);
        }
    }

    /** The operating system's words, such as that the disk is full; an exception with its own class has none. */
    private static String reason(IOException e) {
        String words = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return words == null ? e.getClass().getSimpleName() : words;
    }

    @Override
    public Optional<Long> length(String key) throws IOException {
        try {
            return Optional.of(Files.size(file(key)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public InputStream open(String key, long from, long length) throws IOException {
        FileChannel channel = FileChannel.open(file(key), StandardOpenOption.READ);
        channel.position(from);
        return new LimitedStream(Channels.newInputStream(channel), length);
    }

    private Path file(String key) throws IOException {
        return folder.resolve(Keys.checked(key).orElseThrow(() -> new IOException("not the name of a clip: " + key)));
    }

    @Override
    public String base() {
        String address = folder.toUri().toString();
        return address.endsWith("/") ? address : address + "/";
    }

    @Override
    public int deleteOlderThan(Instant time) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        Path real = folder.toRealPath(); // a walk does not follow links
        OldClips old = new OldClips(real, time);
        Files.walkFileTree(real, Set.of(), DEPTH, old);
        return old.deleted();
    }

    @Override
    public void close() {}
}
