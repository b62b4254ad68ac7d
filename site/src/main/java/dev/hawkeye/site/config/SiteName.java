package dev.hawkeye.site.config;

import dev.hawkeye.settings.Check;

/** The name of a site, valid in record keys, topics and URLs. */
record SiteName(String site) {
    static final String KEY = "site";

    SiteName {
        Check.that(
                site.matches("[a-zA-Z0-9._-]{1,60}"),
                KEY,
                "must be 1 to 60 letters, digits, '.', '_' and '-'",
                "'" + site + "'");
    }
}
