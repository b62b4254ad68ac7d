package dev.hawkeye.site.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ids that the cloud's registry has assigned to the schemas of {@code cloud.*}, cached in a file of the data
 * directory, so that a site can start without a connection to the cloud. The registry is still queried at each start,
 * since it may have been recreated. If the directory is ephemeral or not writable, nothing is cached, and a start waits
 * for the registry.
 */
final class CloudIds {
    private static final Logger log = LoggerFactory.getLogger(CloudIds.class);
    private static final String FILE = "cloud-schema-ids.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final String address;
    private final SchemaRegistry cloud;

    /** @param address redacted address of the registry; ids of other registries are ignored */
    CloudIds(Path directory, String address, SchemaRegistry cloud) {
        this.file = directory.resolve(FILE);
        this.address = address;
        this.cloud = cloud;
    }

    private record Known(String registry, String topic, String schema, int id) {
        boolean isOf(String address, String name, Schema wanted) {
            return registry.equals(address) && topic.equals(name) && schema.equals(wanted.toString());
        }
    }

    /**
     * Ensures that the registry's client knows the id of a schema.
     *
     * @throws RegistryException when the registry does not provide the id, and none is cached
     */
    void settle(String topic, Schema schema) {
        try {
            remember(topic, schema, cloud.idFor(topic, schema));
        } catch (RegistryException e) {
            Known known = read().stream()
                    .filter(each -> each.isOf(address, topic, schema))
                    .findFirst()
                    .orElseThrow(() -> e);
            cloud.know(topic, schema, known.id());
            log.warn("{}; records on {} keep the previously assigned id {}", e.getMessage(), topic, known.id());
        }
    }

    private void remember(String topic, Schema schema, int id) {
        List<Known> before = read();
        Known now = new Known(address, topic, schema.toString(), id);
        Optional<Known> same = before.stream()
                .filter(each -> each.isOf(address, topic, schema))
                .findFirst();
        if (same.equals(Optional.of(now))) {
            return;
        }
        List<Known> all = new ArrayList<>(before);
        all.removeIf(each -> each.isOf(address, topic, schema));
        all.add(now);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, JSON.writeValueAsString(all));
        } catch (IOException e) {
            log.debug("{} cannot be written", file, e);
        }
    }

    private List<Known> read() {
        try {
            return List.of(JSON.readValue(Files.readString(file), Known[].class));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (JsonProcessingException e) {
            log.debug("{} is damaged", file, e);
            return List.of();
        } catch (IOException e) {
            log.debug("{} cannot be read", file, e);
            return List.of();
        }
    }
}
