package dev.hawkeye.app.analyze;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Camera ids for video files: the file's name without its extension, numbered where two are alike. */
final class CameraNames {
    private static final int LONGEST = 90;

    private CameraNames() {}

    /** @return file by camera id, in the order given */
    static Map<String, Path> of(List<Path> videos) {
        Map<String, Path> cameras = new LinkedHashMap<>();
        for (Path video : videos) {
            String stem = video.toAbsolutePath()
                    .normalize()
                    .getFileName()
                    .toString()
                    .replaceFirst("(?<=.)\\.[^.]*$", "")
                    .replaceAll("[^A-Za-z0-9._-]", "_");
            stem = stem.substring(0, Math.min(stem.length(), LONGEST));
            String id = stem;
            for (int n = 2; cameras.containsKey(id); n++) {
                id = stem + "-" + n;
            }
            cameras.put(id, video);
        }
        return cameras;
    }
}
