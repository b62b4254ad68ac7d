package dev.hawkeye.ingest.spool;

import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.TrustedRecords;
import dev.hawkeye.settings.UserException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of clips that wait for upload. A clip exists when both its files do: the video, and an Avro file with its
 * metadata, which is renamed into place last. So what a killed process leaves is either complete, or recognized as
 * incomplete and deleted. Several processes may use the same folder: each locks its own subfolder.
 *
 * <p>Owns its folder from {@link #open} to {@link #close()}. Thread-safe.
 */
public final class Spool implements AutoCloseable {
    static {
        TrustedRecords.trust(); // its files may be read before anything from Kafka
    }

    private static final Logger log = LoggerFactory.getLogger(Spool.class);
    private static final int MOST_PROCESSES = 100;
    private static final String VIDEO = ".mp4";
    private static final String KNOWN = ".avro";
    private static final String PART = ".part";

    private final Path folder;
    private final FileChannel lock;
    private final long most;
    private final Map<String, Clip> waiting = new LinkedHashMap<>(); // guarded by this, in upload order
    private final Map<String, Clip> leaving = new HashMap<>(); // guarded by this: done, while their fate is published
    private long bytes; // guarded by this: of clips that wait or are being written
    private boolean closed; // guarded by this

    private Spool(Path folder, FileChannel lock, long most) {
        this.folder = folder;
        this.lock = lock;
        this.most = most;
    }

    /**
     * Locks a subfolder, and finds the clips that an earlier process left in it.
     *
     * @param most limit for the clips in it, bytes
     * @throws UserException when the folder cannot be used
     */
    public static Spool open(Path folder, long most) {
        try {
            for (int i = 0; i < MOST_PROCESSES; i++) {
                Path own = Files.createDirectories(folder.resolve("ingest-" + i));
                Optional<FileChannel> lock = lock(own.resolve("lock"));
                if (lock.isPresent()) {
                    Spool spool = new Spool(own, lock.get(), most);
                    spool.find();
                    return spool;
                }
            }
        } catch (IOException e) {
            throw new UserException(
                    "clips.spool " + folder + " cannot be used (" + e.getClass().getSimpleName()
                            + "): it must be a folder that this user may write to",
                    e);
        }
        throw new UserException(
                "clips.spool " + folder + " is used by " + MOST_PROCESSES + " processes: choose another");
    }

    private static Optional<FileChannel> lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException e) {
            log.debug("{} belongs to this process", file, e);
        }
        channel.close();
        return Optional.empty();
    }

    private synchronized void find() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        List<Clip> found = new ArrayList<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.endsWith(KNOWN)) {
                read(file)
                        .filter(clip -> Files.isRegularFile(video(clip.getEvent())))
                        .ifPresent(found::add);
            }
        }
        found.sort((one, other) -> one.getMade().compareTo(other.getMade()));
        for (Clip clip : found) {
            waiting.put(clip.getEvent(), clip);
            bytes += clip.getBytes();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            String event = name.substring(0, Math.max(0, name.indexOf('.')));
            if (!name.equals("lock") && (name.endsWith(PART) || !waiting.containsKey(event))) {
                Files.deleteIfExists(file);
            }
        }
        if (!waiting.isEmpty()) {
            log.info("{} clips of an earlier process are waiting to be stored", waiting.size());
        }
    }

    private static Optional<Clip> read(Path file) {
        try (DataFileReader<Clip> reader = new DataFileReader<>(file.toFile(), new SpecificDatumReader<>(Clip.class))) {
            return reader.hasNext() ? Optional.of(reader.next()) : Optional.empty();
        } catch (IOException | AvroRuntimeException e) {
            log.debug("{} is incomplete", file, e);
            return Optional.empty();
        }
    }

    /** The file in which the video of an event is written, before {@link #add}. */
    public Path part(String event) {
        return folder.resolve(event + VIDEO + PART);
    }

    private Path video(String event) {
        return folder.resolve(event + VIDEO);
    }

    private Path known(String event) {
        return folder.resolve(event + KNOWN);
    }

    /** Reserves {@code more} bytes for a clip being written. @return whether there was room */
    public synchronized boolean reserve(long more) {
        if (bytes + more > most) {
            return false;
        }
        bytes += more;
        return true;
    }

    /** Releases the reservation of a clip that is not added. */
    public synchronized void release(long reserved) {
        bytes -= reserved;
    }

    /**
     * Takes over a complete clip, whose video is at {@link #part}.
     *
     * @param reserved bytes reserved for it
     */
    public void add(Clip clip, long reserved) throws IOException {
        String event = clip.getEvent();
        Path part = folder.resolve(event + KNOWN + PART);
        force(part(event));
        Files.move(part(event), video(event), StandardCopyOption.REPLACE_EXISTING);
        try (DataFileWriter<Clip> writer = new DataFileWriter<>(new SpecificDatumWriter<>(Clip.class))) {
            writer.create(Clip.getClassSchema(), part.toFile()).append(clip);
        }
        force(part);
        Files.move(part, known(event), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        synchronized (this) {
            bytes += clip.getBytes() - reserved;
            waiting.put(event, clip);
            notifyAll();
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Whether the clip of an event is in the spool. */
    public synchronized boolean has(String event) {
        return waiting.containsKey(event) || leaving.containsKey(event);
    }

    /** The waiting clips that were made before a time. */
    synchronized List<Clip> madeBefore(Instant time) {
        return waiting.values().stream()
                .filter(clip -> clip.getMade().isBefore(time))
                .toList();
    }

    /** Moves a clip to the end of the upload order: others may succeed where it failed. */
    synchronized void putLast(String event) {
        Clip clip = waiting.remove(event);
        if (clip != null) {
            waiting.put(event, clip);
        }
    }

    /** Stops uploading a clip; its files stay until {@link #remove}. */
    synchronized void leave(String event) {
        Clip clip = waiting.remove(event);
        if (clip != null) {
            leaving.put(event, clip);
        }
    }

    /** The next clip to upload; waits until there is one. @return empty once this is closed */
    synchronized Optional<Clip> next() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        return closed
                ? Optional.empty()
                : Optional.of(waiting.values().iterator().next());
    }

    /** The video of a waiting clip. */
    Path file(Clip clip) throws NoSuchFileException {
        Path file = video(clip.getEvent());
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return file;
    }

    /** Deletes the files of a clip whose fate is published. */
    public void remove(String event) {
        synchronized (this) {
            leave(event);
            Clip clip = leaving.remove(event);
            bytes -= clip == null ? 0 : clip.getBytes();
        }
        delete(known(event)); // first, since this file makes the clip exist
        delete(video(event));
    }

    /** Deletes the partial video of a clip that is not added. */
    public void discard(String event) {
        delete(part(event));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.debug("{} stays until the next start", file, e);
        }
    }

    /** Bytes of the clips that wait or are being written. */
    public synchronized long bytes() {
        return bytes;
    }

    /** The number of waiting clips. */
    public synchronized int size() {
        return waiting.size();
    }

    /** When the oldest waiting clip was made, ms since 1970; empty when none waits. */
    public synchronized Optional<Long> oldest() {
        return waiting.values().stream()
                .map(clip -> clip.getMade().toEpochMilli())
                .min(Comparator.naturalOrder());
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            lock.close();
        } catch (IOException e) {
            log.debug("The lock of {} ends with this process", folder, e);
        }
    }
}
