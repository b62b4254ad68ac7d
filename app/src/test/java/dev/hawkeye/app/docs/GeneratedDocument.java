package dev.hawkeye.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document that is generated: compared with the committed file, and written with {@code -Ddocs.write=true}. */
public final class GeneratedDocument {
    /** Stands below the heading of each. */
    public static final String NOTE =
            "<!-- Generated. Do not edit: see \"Generated documents\" in CONTRIBUTING.md. -->";

    private static final Path DOCS = Path.of("..", "docs");
    private static final String COMMAND = "mvn -q test -pl app -am -Dquick -Dtest='*DocumentTest'"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true";

    private GeneratedDocument() {}

    /**
     * Fails when the committed file says something else.
     *
     * @param name of the file in docs
     * @param text what it must say
     */
    public static void assertCurrent(String name, String text) throws IOException {
        Path file = DOCS.resolve(name);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(file, text);
        }
        assertThat(file)
                .as("docs/%s is missing; this writes it: %s", name, COMMAND)
                .exists();
        assertThat(Files.readString(file))
                .as("docs/%s is out of date; this writes it again: %s", name, COMMAND)
                .isEqualTo(text);
    }
}
