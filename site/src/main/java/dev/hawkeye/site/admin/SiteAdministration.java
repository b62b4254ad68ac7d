package dev.hawkeye.site.admin;

import dev.hawkeye.console.admin.Administration;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import java.util.Map;
import java.util.function.Supplier;

/** What a console of this site can change. */
public final class SiteAdministration {
    private SiteAdministration() {}

    /** @param kafka native properties for every client, requested at each use */
    public static Administration of(Supplier<Map<String, Object>> kafka, Topics topics, SchemaRegistry registry) {
        return new Administration(
                Administration.NONE.settings(), new DetectorModels(kafka, topics, registry), new FirstLooks());
    }
}
