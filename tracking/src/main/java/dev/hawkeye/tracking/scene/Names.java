package dev.hawkeye.tracking.scene;

import dev.hawkeye.settings.Check;
import java.util.regex.Pattern;

/** Names of zones, lines and directions, which become parts of topic keys and labels of metrics. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,60}");

    private Names() {}

    static void check(String key, String name) {
        Check.that(
                NAME.matcher(name).matches(),
                key,
                "must be 1 to 60 letters (A to Z), digits, '.', '_' and '-'",
                "'" + name + "'");
    }
}
