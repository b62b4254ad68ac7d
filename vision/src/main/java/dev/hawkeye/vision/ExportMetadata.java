package dev.hawkeye.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What Ultralytics' exporter writes into a model's metadata. Values are Python's {@code repr}, which for the dicts and
 * lists at hand is YAML in flow style: {@code {0: 'person', 1: "driver's seat"}}.
 */
public record ExportMetadata(String task, int stride, List<Integer> imageSize, List<String> classNames) {
    /**
     * The input of a model that is not to be used, perhaps of another task.
     *
     * @return empty where it is not told
     */
    public static Optional<InputShape> imageSize(Map<String, String> values) {
        return told(() -> imageSize(required(values, "imgsz")))
                .map(sides -> new InputShape(sides.get(1), sides.get(0)));
    }

    /**
     * The classes of a model that is not to be used, perhaps of another task.
     *
     * @return name of each class, by class id; empty where they are not told
     */
    public static List<String> classNames(Map<String, String> values) {
        return told(() -> classNames(required(values, "names"))).orElse(List.of());
    }

    private static <T> Optional<T> told(Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (ModelException e) {
            return Optional.empty();
        }
    }

    /** @throws ModelException naming the key that is missing or wrong */
    static ExportMetadata parse(Map<String, String> values) {
        return new ExportMetadata(
                required(values, "task"),
                stride(required(values, "stride")),
                imageSize(required(values, "imgsz")),
                classNames(required(values, "names")));
    }

    private static String required(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null || value.isBlank()) {
            throw new ModelException("its metadata has no '" + key + "', which Ultralytics' exporter writes");
        }
        return value.strip();
    }

    private static int stride(String text) {
        if (yaml("stride", text) instanceof Integer stride) {
            return stride;
        }
        throw wrong("stride", "a whole number", text);
    }

    /** @return height, width; one number stands for both */
    private static List<Integer> imageSize(String text) {
        Object value = yaml("imgsz", text);
        List<?> sides = value instanceof List<?> list ? list : List.of(value, value);
        if (sides.size() == 2
                && sides.get(0) instanceof Integer height
                && sides.get(1) instanceof Integer width
                && height > 0
                && width > 0) {
            return List.of(height, width);
        }
        throw wrong("imgsz", "a height and a width", text);
    }

    private static List<String> classNames(String text) {
        Object value = yaml("names", text);
        if (value instanceof List<?> list && !list.isEmpty()) {
            return list.stream().map(String::valueOf).toList();
        }
        if (!(value instanceof Map<?, ?> names) || names.isEmpty()) {
            throw wrong("names", "a name for each class", text);
        }
        List<String> inOrder = new ArrayList<>();
        for (int id = 0; id < names.size(); id++) {
            Object name = names.get(id);
            if (name == null) {
                throw wrong("names", "a name for each class from 0 to " + (names.size() - 1), text);
            }
            inOrder.add(String.valueOf(name));
        }
        return inOrder;
    }

    private static Object yaml(String key, String text) {
        try {
            Object value = new Load(LoadSettings.builder().setLabel(key).build()).loadFromString(text);
            if (value != null) {
                return value;
            }
        } catch (YamlEngineException e) {
            throw new ModelException("its metadata '" + key + "' cannot be read: " + shortened(text), e);
        }
        throw wrong(key, "a value", text);
    }

    private static ModelException wrong(String key, String expected, String text) {
        return new ModelException("its metadata '" + key + "' should be " + expected + ", got: " + shortened(text));
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
