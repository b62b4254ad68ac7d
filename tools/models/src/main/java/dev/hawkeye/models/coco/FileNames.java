package dev.hawkeye.models.coco;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Matches the entries of a COCO file with pictures. Entries name their picture with the folders of their writer ({@code
 * cam1/0001.jpg}, {@code C:\data\cam1\0001.jpg}, a URL), and the picture may be anywhere. The entry with the longest
 * common path suffix belongs to it.
 *
 * @param <E> the entries
 */
final class FileNames<E> {
    /** A file name may be in either Unicode normalization form: macOS decomposes letters and accents. */
    static String normal(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    private final Map<String, List<Entry<E>>> byName = new HashMap<>();

    private record Entry<E>(E value, List<String> path) {}

    void add(String fileName, E value) {
        List<String> path = parts(fileName);
        if (!path.isEmpty()) {
            byName.computeIfAbsent(path.get(path.size() - 1), name -> new ArrayList<>(1))
                    .add(new Entry<>(value, path));
        }
    }

    /** @return the matching entry of a picture, none, or several if ambiguous */
    List<E> find(Path picture) {
        Path whole = picture.toAbsolutePath().normalize();
        List<String> path = new ArrayList<>();
        whole.forEach(part -> path.add(normal(part.toString())));
        List<E> best = new ArrayList<>();
        int most = 0;
        for (Entry<E> entry : byName.getOrDefault(path.get(path.size() - 1), List.of())) {
            int common = common(entry.path, path);
            boolean complete = common == entry.path.size();
            if (!complete && isOfAnother(entry.path, common, whole)) {
                continue;
            }
            int rank = 2 * common + (complete ? 1 : 0);
            if (rank > most) {
                best.clear();
                most = rank;
            }
            if (rank == most) {
                best.add(entry.value);
            }
        }
        return best;
    }

    private static int common(List<String> entry, List<String> path) {
        int common = 0;
        while (common < entry.size()
                && common < path.size()
                && entry.get(entry.size() - 1 - common).equals(path.get(path.size() - 1 - common))) {
            common++;
        }
        return common;
    }

    /** Whether the picture that the entry names exists in a folder next to that of this picture. */
    private static boolean isOfAnother(List<String> entry, int common, Path picture) {
        Path beside = picture;
        for (int i = 0; i <= common && beside != null; i++) {
            beside = beside.getParent();
        }
        if (beside == null) {
            return false;
        }
        List<String> named = entry.subList(entry.size() - 1 - common, entry.size());
        return !named.contains("..") && Files.exists(beside.resolve(String.join("/", named)));
    }

    private static List<String> parts(String fileName) {
        String name = fileName;
        if (name.contains("://")) {
            name = name.replaceFirst("[?#].*$", "");
            try {
                name = URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                // A literal percent sign.
            }
        }
        List<String> parts = new ArrayList<>();
        for (String part : normal(name).replace('\\', '/').split("/", -1)) {
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts;
    }
}
