package dev.hawkeye.bench.faults.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;

/**
 * The input of a run, independent of the injected faults: frames written straight to the topic by the harness, and
 * folders of pictures that a real ingest reads.
 *
 * @param rounds frames of each camera fed by the harness
 * @param pictures number of pictures in each folder
 * @param folders number of such folders, one per camera
 * @param changing whether the last folder is added later, and the one before is removed and added back, so that its
 * pictures must not run out
 */
public record Input(int rounds, int pictures, int folders, boolean changing) {
    public static final int CAMERAS = 4;
    public static final Instant BASE = Instant.parse("2026-05-01T08:00:00Z");
    public static final Duration APART = Duration.ofMillis(200);

    /** The folder that is removed and added back while settings change. */
    public static final int REMOVED = 2;

    /** The folder that is added while settings change. */
    public static final int ADDED = 3;

    private static final int FOLDERS = 2;
    private static final int ENDLESS = 3;
    private static final String FED = "fed-";
    private static final String FOLDER = "folder-";
    private static final String POISON = "poison";

    public Input(int rounds, int pictures) {
        this(rounds, pictures, FOLDERS, false);
    }

    /** For a campaign in which settings change. */
    public static Input ofChanges(int rounds, int pictures) {
        return new Input(rounds, pictures, ADDED + 1, true);
    }

    /** The number of folders that are cameras from the start. */
    public int foldersAtStart() {
        return changing ? ADDED : folders;
    }

    public int frames() {
        return rounds * CAMERAS + pictures * folders;
    }

    public static String fed(int index) {
        return FED + index;
    }

    public static String folder(int index) {
        return FOLDER + index;
    }

    /** The camera whose pictures break an inference; sent only on demand, so no run compares them. */
    public static String poison() {
        return POISON;
    }

    /** The fed camera whose writer already uses the next version of the schema. */
    public static String upgraded() {
        return fed(CAMERAS - 1);
    }

    /** Whether a camera sends repeated pictures without their JPEG: two of the fed ones, and one folder. */
    public static boolean isGated(String camera) {
        return camera.equals(fed(0)) || camera.equals(fed(1)) || camera.equals(folder(0));
    }

    public static boolean isFed(String camera) {
        return camera.startsWith(FED);
    }

    public static boolean isFolder(String camera) {
        return camera.startsWith(FOLDER);
    }

    public static Instant captured(long index) {
        return BASE.plus(APART.multipliedBy(index));
    }

    public static long indexOf(Instant captured) {
        return Duration.between(BASE, captured).dividedBy(APART);
    }

    /** Writes the folders; repeated pictures are links. */
    public List<Path> writeFolders(Path directory) throws IOException {
        List<Path> written = new ArrayList<>();
        for (int camera = 0; camera < folders; camera++) {
            Path folder = Files.createDirectories(directory.resolve(folder(camera)));
            written.add(folder);
            Scene scene = new Scene(folder(camera));
            IdentityHashMap<byte[], Path> files = new IdentityHashMap<>();
            int count = changing && camera == REMOVED ? ENDLESS * pictures : pictures;
            for (int picture = 0; picture < count; picture++) {
                byte[] jpeg = scene.next();
                Path file = folder.resolve(String.format(Locale.ROOT, "%06d.jpg", picture));
                if (files.containsKey(jpeg)) {
                    Files.createLink(file, files.get(jpeg));
                } else {
                    files.put(jpeg, Files.write(file, jpeg));
                }
            }
        }
        return written;
    }
}
