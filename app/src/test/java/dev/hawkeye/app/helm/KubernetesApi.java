package dev.hawkeye.app.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one version of Kubernetes takes: its published API, as the classes that the official Java client generates from it,
 * each with its fields, their types, and which are required. The build puts them into {@code target/kubernetes}; they are
 * looked at by reflection, so that several versions can be asked in one process.
 */
final class KubernetesApi {
    private static final Path VERSIONS = Path.of("target", "kubernetes");
    private static final String MODELS = "io.kubernetes.client.openapi.models.";

    private final String version;
    private final ClassLoader classes;

    private KubernetesApi(String version, ClassLoader classes) {
        this.version = version;
        this.classes = classes;
    }

    /** All versions that the build has put there, by name. */
    static List<KubernetesApi> versions() {
        ClassLoader gson = loader(VERSIONS.resolve("gson"), ClassLoader.getPlatformClassLoader());
        try (Stream<Path> directories = Files.list(VERSIONS)) {
            return directories
                    .filter(directory -> directory.getFileName().toString().startsWith("1."))
                    .sorted()
                    .map(directory -> new KubernetesApi(directory.getFileName().toString(), loader(directory, gson)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassLoader loader(Path directory, ClassLoader parent) {
        try (Stream<Path> jars = Files.list(directory)) {
            List<URL> urls = new ArrayList<>();
            for (Path jar : jars.toList()) {
                urls.add(jar.toUri().toURL());
            }
            return new URLClassLoader(urls.toArray(URL[]::new), parent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether an object belongs to Kubernetes itself, not to an operator. */
    static boolean hasBuiltIn(JsonNode object) {
        String group = object.path("apiVersion").asText();
        return !group.contains(".") || group.contains(".k8s.io/");
    }

    /** What this version would refuse in an object, each with its path; nothing when it fits. */
    List<String> problems(JsonNode object) {
        List<String> problems = new ArrayList<>();
        String model = MODELS + "V1" + object.path("kind").asText();
        try {
            check(classes.loadClass(model), object, object.path("kind").asText(), problems);
        } catch (ReflectiveOperationException e) {
            problems.add("there is no " + model);
        }
        return problems;
    }

    private void check(Type type, JsonNode value, String path, List<String> problems)
            throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            if (generic.getRawType() == Map.class) {
                require(value.isObject(), "keys and values", value, path, problems);
                for (Map.Entry<String, JsonNode> entry : value.properties()) {
                    check(of[1], entry.getValue(), path + "." + entry.getKey(), problems);
                }
            } else {
                require(value.isArray(), "a list", value, path, problems);
                for (int i = 0; i < value.size(); i++) {
                    check(of[0], value.get(i), path + "[" + i + "]", problems);
                }
            }
        } else if (((Class<?>) type).getName().startsWith(MODELS)) {
            checkModel((Class<?>) type, value, path, problems);
        } else {
            require(isA(((Class<?>) type).getSimpleName(), value), type.getTypeName(), value, path, problems);
        }
    }

    private void checkModel(Class<?> model, JsonNode value, String path, List<String> problems)
            throws ReflectiveOperationException {
        Map<String, Type> known = new HashMap<>();
        for (Field field : model.getDeclaredFields()) {
            for (Annotation annotation : field.getAnnotations()) {
                if (annotation.annotationType().getSimpleName().equals("SerializedName")) {
                    known.put(
                            (String) annotation
                                    .annotationType()
                                    .getMethod("value")
                                    .invoke(annotation),
                            field.getGenericType());
                }
            }
        }
        require(value.isObject(), "keys and values", value, path, problems);
        for (Object required :
                (Collection<?>) model.getField("openapiRequiredFields").get(null)) {
            if (!value.has((String) required)) {
                problems.add(path + "." + required + " is missing");
            }
        }
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String at = path + "." + entry.getKey();
            if (known.containsKey(entry.getKey())) {
                check(known.get(entry.getKey()), entry.getValue(), at, problems);
            } else {
                problems.add(at + " is unknown");
            }
        }
    }

    private static boolean isA(String type, JsonNode value) {
        return switch (type) {
            case "String", "OffsetDateTime", "byte[]" -> value.isTextual();
            case "Integer", "Long" -> value.isIntegralNumber();
            case "Boolean" -> value.isBoolean();
            case "Quantity" -> value.isTextual() || value.isNumber();
            case "IntOrString" -> value.isTextual() || value.isIntegralNumber();
            case "Object" -> true;
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static void require(boolean holds, String wanted, JsonNode value, String path, List<String> problems) {
        if (!holds) {
            problems.add(path + " must be " + wanted + ", got: " + value);
        }
    }

    @Override
    public String toString() {
        return version;
    }
}
