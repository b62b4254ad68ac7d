package dev.hawkeye.schemas;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Detects a schema with an array of items that take no bytes. Ours have none. A record of a few bytes can claim
 * billions of such items, one array after another, and a reader that reads or skips it counts them for hours.
 */
final class EmptyItems {
    private final Set<Schema> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private EmptyItems() {}

    static boolean in(Schema schema) {
        return new EmptyItems().find(schema);
    }

    private boolean find(Schema schema) {
        if (!seen.add(schema)) {
            return false;
        }
        return switch (schema.getType()) {
            case ARRAY -> isEmpty(schema.getElementType()) || find(schema.getElementType());
            case MAP -> find(schema.getValueType()); // Each value has a key.
            case UNION -> schema.getTypes().stream().anyMatch(this::find);
            case RECORD -> schema.getFields().stream().anyMatch(field -> find(field.schema()));
            default -> false;
        };
    }

    /** A record that contains itself does so in a union, an array or a map, each of which takes at least a byte. */
    private static boolean isEmpty(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> true;
            case FIXED -> schema.getFixedSize() == 0;
            case RECORD -> schema.getFields().stream().allMatch(field -> isEmpty(field.schema()));
            default -> false;
        };
    }
}
