package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.app.SiteGrants.Grant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/security.md grants each service what the tests with a secured Kafka grant it. */
class SiteGrantsTest {
    private static final Path DOCUMENT = Path.of("../docs/security.md");
    private static final SiteGrants GRANTS = new SiteGrants("");
    /** Of every service, below the table. */
    private static final Set<String> OF_ALL = Set.of("site-settings", "site-status");

    private static final List<ResourceType> COLUMNS =
            List.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID);
    private static final String PREFIX = "hawkeye-";
    private static final Pattern OPERATION_OR_NAME = Pattern.compile("\\b(READ|WRITE|CREATE|DESCRIBE)\\b|`([^`]+)`");

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "detect", "aggregate", "console", "notify"})
    void theDocumentGrantsTheSame(String service) throws IOException {
        // given
        List<Grant> granted = GRANTS.of(service).stream()
                .filter(grant -> !OF_ALL.contains(grant.name()))
                .toList();

        // then
        assertThat(documented(service)).containsExactlyInAnyOrderElementsOf(granted);
    }

    private static Set<Grant> documented(String service) throws IOException {
        String row = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| `" + service + "` |"))
                .findFirst()
                .orElseThrow();
        String[] cells = row.split("\\|");
        Set<Grant> grants = new HashSet<>();
        for (int column = 0; column < COLUMNS.size(); column++) {
            for (String part : cells[column + 2].split(";")) {
                if (!part.contains("with clips")) {
                    grants.addAll(grants(COLUMNS.get(column), part));
                }
            }
        }
        return grants;
    }

    /** Operations, the names to which they apply, more operations, and so on. */
    private static Set<Grant> grants(ResourceType type, String part) {
        Set<Grant> grants = new HashSet<>();
        Set<AclOperation> operations = EnumSet.noneOf(AclOperation.class);
        boolean namesFollow = false;
        Matcher matcher = OPERATION_OR_NAME.matcher(part);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                if (namesFollow) {
                    operations.clear();
                }
                namesFollow = false;
                operations.add(AclOperation.valueOf(matcher.group(1)));
            } else {
                namesFollow = true;
                operations.forEach(operation -> grants.add(grant(type, matcher.group(2), operation)));
            }
        }
        return grants;
    }

    private static Grant grant(ResourceType type, String name, AclOperation operation) {
        boolean prefixed = name.endsWith("*") || name.endsWith("-");
        String own = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        return new Grant(type, own.replace("*", ""), prefixed, operation);
    }
}
