package dev.hawkeye.console.detection;

import dev.hawkeye.schemas.DetectedObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The line that detection demos print under a picture, such as "3 people, 1 bus": the number of objects of each class,
 * in the order of the model's classes.
 *
 * <p>English plurals by three rules and a short list: "es" after s, x, z, ch and sh, "ies" for y after a consonant, "s"
 * otherwise.
 */
final class ObjectSummary {
    private static final String NOTHING = "nothing";
    private static final Map<String, String> IRREGULAR = Map.of(
            "person", "people",
            "knife", "knives",
            "mouse", "mice",
            "sheep", "sheep",
            "skis", "skis",
            "scissors", "scissors");

    private ObjectSummary() {}

    static String of(List<DetectedObject> objects) {
        TreeMap<Integer, String> names = new TreeMap<>();
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        for (DetectedObject object : objects) {
            names.put(object.getClassId(), object.getClassName());
            counts.merge(object.getClassId(), 1, Integer::sum);
        }
        StringBuilder line = new StringBuilder();
        counts.forEach((id, count) -> line.append(line.isEmpty() ? "" : ", ")
                .append(count)
                .append(' ')
                .append(count == 1 ? names.get(id) : plural(names.get(id))));
        return line.isEmpty() ? NOTHING : line.toString();
    }

    static String plural(String name) {
        String irregular = IRREGULAR.get(name);
        if (irregular != null) {
            return irregular;
        }
        if (name.matches(".*(s|x|z|ch|sh)")) {
            return name + "es";
        }
        if (name.matches(".*[^aeiou]y")) {
            return name.substring(0, name.length() - 1) + "ies";
        }
        return name + "s";
    }
}
