package dev.hawkeye.app.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The scrape configuration of the deploy folder, made to find a process of the test. All else stays, labels above all. */
final class Scraping {
    /** How often, instead of every 15 s. */
    static final int SECONDS = 2;

    private Scraping() {}

    /**
     * @param directory where it is written to
     * @param target HOST:PORT
     * @param service the name by which it would be found
     * @param token http.token
     */
    static Path write(Path directory, String target, String service, String token) throws IOException {
        ObjectNode configuration = (ObjectNode) Deploy.scrapeConfiguration();
        ObjectNode global = (ObjectNode) configuration.path("global");
        global.put("scrape_interval", SECONDS + "s").put("evaluation_interval", SECONDS + "s");
        for (JsonNode job : configuration.path("scrape_configs")) {
            ObjectNode found = (ObjectNode) job;
            found.remove("dns_sd_configs");
            ObjectNode instance = found.putArray("static_configs").addObject();
            instance.putArray("targets").add(target);
            instance.putObject("labels").put("__meta_dns_name", service);
        }
        Files.writeString(directory.resolve("http.token"), token);
        Files.copy(Deploy.PROMETHEUS.resolve("alerts.yml"), directory.resolve("alerts.yml"));
        Path file = directory.resolve("prometheus.yml");
        Deploy.MAPPER.writeValue(file.toFile(), configuration);
        return file;
    }
}
