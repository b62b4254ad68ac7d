package dev.hawkeye.analyze.video;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import net.gcardone.junidecode.Junidecode;

/**
 * Camera ids for video files: the file's name without its extension, transliterated to Latin letters, numbered if two
 * are equal ignoring case, as on some file systems.
 */
final class CameraNames {
    private static final int MAX_LENGTH = 90;
    /** The folder of such a video's boxes would have the name of another video's box file. */
    private static final Pattern BOX_FILE = Pattern.compile("(?i)\\.(csv|jsonl?)$");

    private static final String NAMELESS = "camera";

    private CameraNames() {}

    /** @return files by camera id, in the order given */
    static Map<String, Path> of(List<Path> videos) {
        Map<String, Path> cameras = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        for (Path video : videos) {
            String name = video.toAbsolutePath().normalize().getFileName().toString();
            String stem = id(name.replaceFirst("(?<=.)\\.[^.]*$", ""));
            String id = stem;
            for (int n = 2; !taken.add(id.toLowerCase(Locale.ROOT)); n++) {
                id = stem + "-" + n;
            }
            cameras.put(id, video);
        }
        return cameras;
    }

    /** Reduces the name to letters, digits, '.', '_' and '-'. */
    private static String id(String name) {
        // macOS stores the accents of a name after their letters.
        String letters = Junidecode.unidecode(Normalizer.normalize(name, Normalizer.Form.NFC));
        String id = letters.replaceAll("[^A-Za-z0-9._-]", "_");
        if (!letters.equals(name)) { // transliterated letters need no blanks around them
            id = id.replaceAll("_{2,}", "_").replaceAll("(?<=.)_$", "");
        }
        id = BOX_FILE.matcher(id.substring(0, Math.min(id.length(), MAX_LENGTH)))
                .replaceFirst("_$1");
        return id.matches("[._-]*") ? NAMELESS : id;
    }
}
