package dev.hawkeye.site.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;

/**
 * Converts YAML parser events into a tree in which every value is text, exactly as written: whether {@code 007},
 * {@code on} or {@code 1e3} is a number, a switch or a name depends on the key, and YAML's own rules differ between
 * versions. Only an empty value, {@code null} and {@code ~} without quotes are null. Aliases and merge keys
 * ({@code <<}) are resolved; depth and size of the tree are bounded while it grows. Used once. Not thread-safe.
 */
final class YamlTree {
    private static final int MAX_DEPTH = 20;
    private static final int MAX_VALUES = 500_000;
    private static final String MERGE = "<<";
    private static final Set<String> NONE = Set.of("", "~", "null", "Null", "NULL");

    /** @param size number of values in the node, at least 1 */
    private record Anchored(JsonNode node, int size) {}

    private final Iterator<Event> events;
    private final String origin;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int values;

    YamlTree(Iterable<Event> events, String origin) {
        this.events = events.iterator();
        this.origin = origin;
    }

    /**
     * @return the tree; a missing node if the text is empty
     * @throws ConfigException when the text has unsupported features or exceeds a limit
     */
    JsonNode read() {
        events.next(); // start of the stream
        if (events.next() instanceof StreamEndEvent) {
            return MissingNode.getInstance();
        }
        JsonNode tree = node(events.next(), 1);
        events.next(); // end of the document
        Event end = events.next();
        if (end instanceof DocumentStartEvent) {
            throw problem(end, "a second document begins here: keep one of them, and no '---' between");
        }
        return tree;
    }

    private JsonNode node(Event event, int depth) {
        if (depth > MAX_DEPTH) {
            throw problem(event, "more than " + MAX_DEPTH + " levels deep: settings have 7");
        }
        if (event instanceof AliasEvent alias) {
            return followed(alias);
        }
        int before = values;
        count(event, 1);
        JsonNode node = event instanceof ScalarEvent scalar ? scalar(scalar) : collection(event, depth);
        ((NodeEvent) event)
                .getAnchor()
                .ifPresent(anchor -> anchors.put(anchor.getValue(), new Anchored(node, values - before)));
        return node;
    }

    private JsonNode collection(Event event, int depth) {
        refuseTag(event, ((CollectionStartEvent) event).getTag().isPresent());
        return event instanceof SequenceStartEvent ? list(depth) : map(depth);
    }

    private JsonNode scalar(ScalarEvent scalar) {
        refuseTag(
                scalar,
                scalar.getTag()
                        .filter(tag -> !tag.equals("!") && !tag.endsWith(":str"))
                        .isPresent());
        boolean none = scalar.isPlain() && scalar.getTag().isEmpty() && NONE.contains(scalar.getValue());
        return none ? NullNode.getInstance() : TextNode.valueOf(scalar.getValue());
    }

    private ArrayNode list(int depth) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Event next = events.next(); next instanceof NodeEvent; next = events.next()) {
            list.add(node(next, depth + 1));
        }
        return list;
    }

    private ObjectNode map(int depth) {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        for (Event next = events.next(); next instanceof NodeEvent; next = events.next()) {
            if (!(next instanceof ScalarEvent key)
                    || (key.isPlain() && key.getValue().isEmpty())) {
                throw problem(next, "a key must be a word; check indentation, quotes and brackets");
            }
            Event valueEvent = events.next();
            JsonNode value = node(valueEvent, depth + 1);
            if (key.isPlain() && key.getValue().equals(MERGE)) {
                merge(value, merged, valueEvent);
            } else if (map.has(key.getValue())) {
                throw problem(next, "Duplicate field '" + Secrets.shownKey(key.getValue()) + "'; remove one of them");
            } else {
                map.set(key.getValue(), value);
            }
        }
        merged.properties().forEach(entry -> map.putIfAbsent(entry.getKey(), entry.getValue()));
        return map;
    }

    /** Merges maps; the first one that has a key wins. */
    private void merge(JsonNode value, ObjectNode merged, Event at) {
        for (JsonNode each :
                value.isArray() ? value : JsonNodeFactory.instance.arrayNode().add(value)) {
            if (!each.isObject()) {
                throw problem(at, "'<<' takes a map, such as an alias of one, or a list of maps");
            }
            each.properties().forEach(entry -> merged.putIfAbsent(entry.getKey(), entry.getValue()));
        }
    }

    private JsonNode followed(AliasEvent alias) {
        Anchored anchored = anchors.get(alias.getAlias().getValue());
        if (anchored == null) {
            // Omits the name, which may be a password that starts with '*'.
            throw problem(
                    alias,
                    "'*' refers to a value that was marked with '&' before, and there is none:"
                            + " put quotes around a value that begins with '*'");
        }
        count(alias, anchored.size());
        return anchored.node().deepCopy();
    }

    private void count(Event event, int more) {
        if (more > MAX_VALUES - values) {
            throw problem(event, "more than " + MAX_VALUES + " values, those of aliases included");
        }
        values += more;
    }

    private void refuseTag(Event event, boolean tagged) {
        if (tagged) {
            throw problem(event, "'!' begins a tag in YAML, and settings have none: put quotes around the value");
        }
    }

    private ConfigException problem(Event event, String problem) {
        return new ConfigException(origin
                + event.getStartMark()
                        .map(mark -> ", line " + (mark.getLine() + 1))
                        .orElse("") + ": " + problem);
    }
}
