package dev.hawkeye.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files in docs/integrations stand in docs/integrations.md as they are. */
class IntegrationsDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "integrations.md");
    private static final Path FILES = Path.of("..", "docs", "integrations");
    private static final Pattern BLOCK =
            Pattern.compile("<!-- file: (\\S+) -->\\n(?:\\n?```\\w*\\n.*?\\n```\\n)?", Pattern.DOTALL);
    private static final Map<String, String> LANGUAGES =
            Map.of("py", "python", "sql", "sql", "properties", "properties", "txt", "text");

    @Test
    void theDocumentShowsTheFilesThatWereRun() throws IOException {
        String text = Files.readString(DOCUMENT);

        assertThat(BLOCK.matcher(text).results()).hasSize(7);
        GeneratedDocument.assertCurrent(
                "integrations.md", BLOCK.matcher(text).replaceAll(IntegrationsDocumentTest::block));
    }

    private static String block(MatchResult found) {
        String name = found.group(1);
        try {
            String language = LANGUAGES.get(name.substring(name.lastIndexOf('.') + 1));
            return Matcher.quoteReplacement("<!-- file: " + name + " -->\n\n```" + language + "\n"
                    + Files.readString(FILES.resolve(name)).stripTrailing() + "\n```\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
