package dev.hawkeye.vision.model;

import dev.hawkeye.vision.input.InputShape;
import dev.hawkeye.vision.onnx.ModelException;
import dev.hawkeye.vision.onnx.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The metadata that Ultralytics' exporter writes into a model. Values are Python's {@code repr}:
 * {@code {0: 'person', 1: "driver's seat"}}. Values written by hand are mostly YAML or JSON, which is accepted as well.
 */
public record ExportMetadata(String task, int stride, List<Integer> imageSize, List<String> classNames) {
    /** Limit for a length in pixels, far beyond any real one. */
    private static final int MAX_PIXELS = 1 << 16;

    /**
     * The input size of any model, even one for another task.
     *
     * @return empty if missing
     */
    public static Optional<InputShape> imageSize(Map<String, String> values) {
        return told(() -> imageSize(required(values, "imgsz")))
                .map(sides -> new InputShape(sides.get(1), sides.get(0)));
    }

    /**
     * The classes of any model, even one for another task.
     *
     * @return name of each class, by class id; empty if missing
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

    /** Some exporters write {@code 32.0}, or one number per head, of which the coarsest counts. */
    private static int stride(String text) {
        Object value = value("stride", text);
        OptionalInt stride = value instanceof List<?> heads && !heads.isEmpty() ? coarsest(heads) : whole(value);
        return stride.orElseThrow(() -> wrong("stride", "a whole number", text));
    }

    private static OptionalInt coarsest(List<?> strides) {
        return strides.stream().allMatch(stride -> whole(stride).isPresent())
                ? strides.stream().mapToInt(stride -> whole(stride).getAsInt()).max()
                : OptionalInt.empty();
    }

    private static OptionalInt whole(Object value) {
        if (value instanceof Number number
                && number.doubleValue() == Math.rint(number.doubleValue())
                && Math.abs(number.doubleValue()) <= MAX_PIXELS) {
            return OptionalInt.of(number.intValue());
        }
        return OptionalInt.empty();
    }

    /** @return height, width; a single number is used for both */
    private static List<Integer> imageSize(String text) {
        Object value = value("imgsz", text);
        List<?> told = value instanceof List<?> list ? list : List.of(value);
        List<Integer> sides = told.stream()
                .map(side -> whole(side).orElse(0))
                .filter(side -> side > 0)
                .toList();
        if (sides.size() == told.size() && sides.size() == 2) {
            return sides;
        }
        if (sides.size() == told.size() && sides.size() == 1) {
            return List.of(sides.get(0), sides.get(0));
        }
        throw wrong("imgsz", "a height and a width", text);
    }

    private static List<String> classNames(String text) {
        Object value = value("names", text);
        if (value instanceof List<?> list && !list.isEmpty()) {
            return IntStream.range(0, list.size())
                    .mapToObj(id -> shown(id, list.get(id)))
                    .toList();
        }
        if (!(value instanceof Map<?, ?> names) || names.isEmpty()) {
            throw wrong("names", "a name for each class", text);
        }
        List<String> inOrder = new ArrayList<>();
        for (int id = 0; id < names.size(); id++) {
            Object name = names.containsKey(id) ? names.get(id) : names.get(Integer.toString(id));
            if (name == null) {
                throw wrong("names", "a name for each class from 0 to " + (names.size() - 1), text);
            }
            inOrder.add(shown(id, name));
        }
        return inOrder;
    }

    /** The name as it appears in topics, logs and pages. */
    private static String shown(int id, Object name) {
        String shown = PlainText.of(String.valueOf(name)).strip();
        return shown.isEmpty() ? "class " + id : shown;
    }

    private static Object value(String key, String text) {
        return PythonLiteral.read(text).orElseGet(() -> yaml(key, text));
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
        String line = PlainText.of(text);
        return line.length() <= 80 ? line : line.substring(0, 80) + "…";
    }
}
