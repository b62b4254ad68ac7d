package dev.hawkeye.commandline;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The temporary folder of one process, used as {@code java.io.tmpdir} by everything in it: the compression and ONNX
 * Runtime libraries, which are unpacked at each start, and the data of a demo. Many of these files should be deleted on
 * exit, but a killed process deletes nothing, so the next process deletes the folders of processes that are gone.
 *
 * <p>The folders are in the system's temporary folder, in a folder of this user, see {@link PrivateFolder}. Next to
 * each is a file that its process keeps locked as long as it lives. Owned from {@link #claim} to {@link #close()}.
 */
public final class TemporaryFiles implements AutoCloseable {
    private static final String TEMPORARY = "java.io.tmpdir";
    private static final String NATIVE_CACHE = "org.bytedeco.javacpp.cachedir";
    private static final String NATIVE_CACHING = "org.bytedeco.javacpp.cachelibraries";
    private static final String LOCK = ".lock";

    private final Path folder;
    private final Path lockFile;
    private final FileChannel lock;

    private TemporaryFiles(Path folder, Path lockFile, FileChannel lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Claims a folder for this process until it exits. Call this before anything else. If the system's temporary folder
     * cannot be used, nothing changes.
     */
    public static void settle() {
        try {
            TemporaryFiles files = claim(Path.of(System.getProperty(TEMPORARY)), System.getProperty("user.name"));
            System.setProperty(TEMPORARY, files.folder.toString());
            Runtime.getRuntime().addShutdownHook(new Thread(files::close, "delete-temporary-files"));
            if (System.getProperty(NATIVE_CACHE) == null && !"false".equals(System.getProperty(NATIVE_CACHING))) {
                System.setProperty(NATIVE_CACHE, nativeCache(files.folder).toString());
            }
        } catch (IOException e) {
            // Whatever needs the folder reports that it cannot be used.
            return;
        }
    }

    /** FFmpeg, OpenCV and ONNX Runtime are unpacked once per user, or, if that is not possible, once per process. */
    private static Path nativeCache(Path folder) throws IOException {
        String caches = System.getenv("XDG_CACHE_HOME");
        Path home = Path.of(System.getProperty("user.home"));
        try {
            Path above = caches == null || caches.isBlank() ? home.resolve(".cache") : Path.of(caches);
            return PrivateFolder.open(
                    PrivateFolder.open(above.resolve("hawkeye")).resolve("native"));
        } catch (IOException e) {
            return PrivateFolder.make(folder.resolve("native"));
        }
    }

    /**
     * Creates a folder, and deletes those of processes that are gone.
     *
     * @param shared folder that others may write to
     */
    static TemporaryFiles claim(Path shared, String user) throws IOException {
        Path own;
        try {
            own = PrivateFolder.open(shared.resolve("hawkeye-" + user.replaceAll("[^A-Za-z0-9._-]", "_")));
        } catch (IOException e) {
            // Prepared by someone else.
            own = PrivateFolder.make(shared.resolve("hawkeye-" + UUID.randomUUID()));
        }
        try (FileChannel all = open(own.resolve(LOCK))) {
            // Held until the channel is closed: only one process starts or exits at a time.
            all.lock();
            deleteAbandoned(own);
            Path folder = PrivateFolder.make(own.resolve(UUID.randomUUID().toString()));
            Path lockFile = own.resolve(folder.getFileName() + LOCK);
            FileChannel lock = open(lockFile);
            if (lock.tryLock() == null) {
                throw new IOException(lockFile + " is locked by another process");
            }
            return new TemporaryFiles(folder, lockFile, lock);
        }
    }

    private static FileChannel open(Path lockFile) throws IOException {
        return FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void deleteAbandoned(Path own) throws IOException {
        List<Path> folders;
        try (Stream<Path> found = Files.list(own)) {
            folders = found.filter(Files::isDirectory).toList();
        }
        for (Path folder : folders) {
            Path lockFile = own.resolve(folder.getFileName() + LOCK);
            try (FileChannel lock = open(lockFile)) {
                if (lock.tryLock() != null) {
                    TemporaryDirectory.delete(folder);
                    Files.deleteIfExists(lockFile);
                }
            } catch (OverlappingFileLockException e) {
                // The folder of this process.
            }
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try {
            TemporaryDirectory.delete(folder);
            Files.deleteIfExists(lockFile);
            lock.close();
        } catch (IOException e) {
            // The next process deletes it.
            return;
        }
    }
}
