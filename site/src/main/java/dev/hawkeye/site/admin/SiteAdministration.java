package dev.hawkeye.site.admin;

import dev.hawkeye.console.admin.Administration;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.site.change.SettingsSource;
import java.util.Map;
import java.util.function.Supplier;

/** The administration functions for the console of this site. */
public final class SiteAdministration {
    private SiteAdministration() {}

    /**
     * @param kafka native properties for every client, requested at each use
     * @param source of this process's settings
     */
    public static Administration of(
            Supplier<Map<String, Object>> kafka, Topics topics, SchemaRegistry registry, SettingsSource source) {
        return new Administration(
                new TopicSettings(kafka, topics, registry, source),
                new DetectorModels(kafka, topics, registry),
                new FirstLooks(source));
    }
}
