package dev.hawkeye.site.admin;

import dev.hawkeye.console.admin.Administration;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.site.change.SettingsSource;
import java.util.Map;
import java.util.function.Supplier;

/** What a console of this site can change. */
public final class SiteAdministration {
    private SiteAdministration() {}

    /**
     * @param kafka native properties for every client, requested at each use
     * @param source what the settings of this process are from
     */
    public static Administration of(
            Supplier<Map<String, Object>> kafka, Topics topics, SchemaRegistry registry, SettingsSource source) {
        return new Administration(
                new TopicSettings(kafka, topics, registry, source),
                new DetectorModels(kafka, topics, registry),
                new FirstLooks(source));
    }
}
