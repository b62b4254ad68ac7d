package dev.hawkeye.notify.config;

import dev.hawkeye.settings.Check;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Valid names of targets, rules and sites: usable in topics, consumer groups and URLs without escaping. */
final class Names {
    private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9._-]{1,60}");

    private Names() {}

    static void check(String key, String name) {
        Check.that(
                FORM.matcher(name).matches(),
                key,
                "must be 1 to 60 letters, digits, '.', '_' and '-'",
                "'" + name + "'");
    }

    /** Checks that no two names of a list are the same. */
    static void checkUnique(String list, List<String> names) {
        Set<String> known = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            Check.that(
                    known.add(names.get(i)),
                    list + "[" + i + "].name",
                    "must differ from those of the others",
                    "'" + names.get(i) + "' twice");
        }
    }
}
