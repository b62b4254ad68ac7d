package dev.hawkeye.app.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Kubernetes objects that a chart rendered.
 *
 * @param all in the order of the text
 */
record Manifests(List<JsonNode> all) {
    private static final ObjectReader YAML = new YAMLMapper().readerFor(JsonNode.class);

    static Manifests parse(String yaml) {
        try (var documents = YAML.<JsonNode>readValues(yaml)) {
            return new Manifests(
                    documents.readAll().stream().filter(JsonNode::isObject).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws AssertionError unless there is exactly one */
    JsonNode one(String kind, String name) {
        List<JsonNode> found =
                of(kind).stream().filter(object -> name(object).equals(name)).toList();
        if (found.size() != 1) {
            throw new AssertionError(
                    "one " + kind + " " + name + " expected, got " + found.size() + " among " + names());
        }
        return found.get(0);
    }

    List<JsonNode> of(String kind) {
        return all.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    /** KIND/NAME of each. */
    List<String> names() {
        return all.stream()
                .map(object -> object.path("kind").asText() + "/" + name(object))
                .toList();
    }

    static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    /** Of each Deployment and StatefulSet. */
    List<JsonNode> pods() {
        return all.stream()
                .filter(object -> object.path("spec").has("template"))
                .map(object -> object.path("spec").path("template").path("spec"))
                .toList();
    }

    /** Of each pod, init containers among them. */
    List<JsonNode> containers() {
        return pods().stream()
                .flatMap(pod -> Stream.of(pod.path("initContainers"), pod.path("containers")))
                .flatMap(list -> list.valueStream())
                .toList();
    }

    /** That of a service's own process. */
    JsonNode container(String service) {
        return containers().stream()
                .filter(container -> container.path("name").asText().equals(service))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no container " + service));
    }

    /** To which a service may connect, in the order of its rules. */
    List<Integer> egressPorts(String service) {
        return one("NetworkPolicy", "site-hawkeye-" + service).at("/spec/egress").findValues("port").stream()
                .map(JsonNode::asInt)
                .toList();
    }

    /** What hawkeye.yaml of the services says. */
    String configuration() {
        return of("ConfigMap").get(0).path("data").path("hawkeye.yaml").asText();
    }
}
