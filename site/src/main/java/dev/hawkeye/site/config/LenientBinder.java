package dev.hawkeye.site.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawkeye.settings.SettingException;
import java.util.HashSet;
import java.util.Set;

/**
 * Binds a tree so that all errors are reported at once: each invalid value becomes a problem, the default replaces it,
 * and binding is retried. Not thread-safe.
 */
final class LenientBinder {
    private final Reference reference;
    private final Overlay overlay;
    private final Set<String> replaced = new HashSet<>();

    LenientBinder(Reference reference, Overlay overlay) {
        this.reference = reference;
        this.overlay = overlay;
    }

    /**
     * @param tree in which defaults replace invalid values
     * @param at path of {@code tree} in the configuration, empty at its root
     * @return null if it cannot be bound at all; then there are problems
     */
    <T> T bind(ObjectNode tree, Class<T> type, String at) {
        while (true) {
            try {
                return Binding.bind(tree, type, at);
            } catch (SettingException e) {
                String path = e.key();
                if (!replaced.contains(path)) {
                    overlay.problems().add(path, overlay.origin(path) + ": " + e.getMessage());
                }
                // A value that fails again conflicts with its siblings: they are replaced, too.
                while (!path.equals(at) && !(replaced.add(path) && replace(tree, at, path))) {
                    path = Reference.parent(path);
                }
                if (path.equals(at) || overlay.problems().isFull()) {
                    return null;
                }
            }
        }
    }

    private boolean replace(ObjectNode tree, String at, String path) {
        String key = path.substring(Reference.parent(path).length()).replaceAll("[.\\[\\]]", "");
        JsonNode around = tree.at(pointer(Reference.parent(path).substring(at.length())));
        JsonNode standIn = standIn(path, key);
        if (around instanceof ArrayNode list && standIn instanceof ObjectNode entry) {
            // The keys of other services have already been removed from a camera.
            Set<String> keys = new HashSet<>();
            list.get(Integer.parseInt(key)).fieldNames().forEachRemaining(keys::add);
            list.set(Integer.parseInt(key), entry.retain(keys));
            return true;
        }
        if (around instanceof ObjectNode section && !standIn.isMissingNode()) {
            if (standIn instanceof ObjectNode whole && section.get(key) instanceof ObjectNode before) {
                // Keeps the keys that were added to a section and are not in the reference.
                before.properties().forEach(entry -> whole.putIfAbsent(entry.getKey(), entry.getValue()));
            }
            section.set(key, standIn);
            return true;
        }
        // A camera key without a default.
        return path.startsWith(Reference.CAMERAS) && around instanceof ObjectNode camera && camera.remove(key) != null;
    }

    private JsonNode standIn(String path, String key) {
        JsonNode entry = Entries.standIn(path);
        if (!entry.isMissingNode()) {
            return entry;
        }
        if (!path.startsWith(Reference.CAMERAS + "[")) {
            return reference.tree().at(pointer(path));
        }
        ObjectNode camera = reference.anyCamera(path.replaceAll("\\D", ""));
        return path.endsWith("]") ? camera : camera.path(key);
    }

    private static String pointer(String path) {
        String steps = path.replace('.', '/').replace('[', '/').replace("]", "");
        return steps.isEmpty() || steps.startsWith("/") ? steps : "/" + steps;
    }
}
