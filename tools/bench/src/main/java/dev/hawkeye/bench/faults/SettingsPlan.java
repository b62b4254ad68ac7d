package dev.hawkeye.bench.faults;

import dev.hawkeye.app.settings.Assignments;
import dev.hawkeye.bench.faults.input.Input;
import dev.hawkeye.site.settings.SettingKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/**
 * The sequence of changes to the cameras during a campaign: one camera is added, another is removed and added back,
 * lines, zones, classes and confidences change and change back, and a camera gets other pictures, so that it is opened
 * again. Not thread-safe.
 */
final class SettingsPlan {
    private static final String QUARTER = "{name: quarter, points: [[0.25, 0], [0.25, 1]]}";
    private static final String NARROW = "{name: left, points: [[0, 0], [0.3, 0], [0.3, 1], [0, 1]]}";

    private final Edit first;
    private final List<Toggle> others;
    private int made;

    /**
     * One change.
     *
     * @param to maps the current texts to the new ones; idempotent
     */
    record Edit(String what, UnaryOperator<SortedMap<String, String>> to) {
        static Edit set(String key, String assignment) {
            return new Edit(key + " " + assignment, texts -> {
                texts.put(key, new Assignments(List.of(assignment)).over(texts.get(key), key));
                return texts;
            });
        }

        static Edit add(int folder, Path path) {
            String id = Input.folder(folder);
            String text = "{id: %s, url: \"%s\", mode: lossless, fps: %d, gate: off, start: \"%s\"}"
                    .formatted(id, path, 1000 / Input.APART.toMillis(), Input.BASE);
            return new Edit(id + " added", texts -> {
                texts.put(SettingKeys.camera(id), new Assignments(List.of()).over(text, id));
                return texts;
            });
        }

        static Edit remove(int folder) {
            String id = Input.folder(folder);
            return new Edit(id + " removed", texts -> {
                texts.remove(SettingKeys.camera(id));
                return texts;
            });
        }
    }

    /** A change and its reverse, in alternation. */
    private record Toggle(Edit there, Edit back) {
        static Toggle of(String key, String there, String back) {
            return new Toggle(Edit.set(key, there), Edit.set(key, back));
        }
    }

    /** @param folders the folders of {@link Input#writeFolders} */
    SettingsPlan(List<Path> folders) {
        String all = SettingKeys.CAMERA_DEFAULTS;
        first = Edit.add(Input.ADDED, folders.get(Input.ADDED));
        others = List.of(
                Toggle.of(
                        all, "lines=[" + SiteConfig.MIDDLE + ", " + QUARTER + "]", "lines=[" + SiteConfig.MIDDLE + "]"),
                new Toggle(Edit.remove(Input.REMOVED), Edit.add(Input.REMOVED, folders.get(Input.REMOVED))),
                Toggle.of(SettingKeys.camera(Input.folder(0)), "classes=[red, blue]", "classes="),
                Toggle.of(
                        all,
                        "zones=[" + NARROW + ", " + SiteConfig.WALKWAY + "]",
                        "zones=[" + SiteConfig.LEFT + ", " + SiteConfig.WALKWAY + "]"),
                Toggle.of(SettingKeys.camera(Input.folder(1)), "jpeg-quality=80", "jpeg-quality="),
                Toggle.of(all, "confidence={green: 0.95}", "confidence="),
                Toggle.of(SettingKeys.camera(Input.folder(1)), "lines=[" + QUARTER + "]", "lines="));
    }

    Edit next() {
        int number = made++;
        if (number == 0) {
            return first;
        }
        Toggle toggle = others.get((number - 1) % others.size());
        return (number - 1) / others.size() % 2 == 0 ? toggle.there() : toggle.back();
    }
}
