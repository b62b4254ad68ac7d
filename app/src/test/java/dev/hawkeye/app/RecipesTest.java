package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents and the files of the recipes name is there. */
final class RecipesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path RECIPES = ROOT.resolve("docs/recipes");
    private static final Path PROMETHEUS = ROOT.resolve("deploy/prometheus");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)[^)]*\\)");

    @Test
    void theIndexNamesEveryRecipe() throws IOException {
        Set<String> recipes = markdown(RECIPES).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.equals("README.md"))
                .collect(Collectors.toSet());

        assertThat(found(LINK, RECIPES.resolve("README.md"))).containsExactlyInAnyOrderElementsOf(recipes);
    }

    @Test
    void alertmanagerKnowsTheAlertsAndTheirSeverities() throws IOException {
        // given
        Path alerts = PROMETHEUS.resolve("alerts.yml");
        Path alertmanager = PROMETHEUS.resolve("alertmanager.yml");

        // when
        Set<String> named = found(Pattern.compile("(Hawkeye\\w+)"), alertmanager);
        Set<String> severities = found(Pattern.compile("severity = \"(\\w+)\""), alertmanager);

        // then
        assertThat(found(Pattern.compile("alert: (\\w+)"), alerts)).containsAll(named);
        assertThat(found(Pattern.compile("severity: (\\w+)"), alerts)).containsAll(severities);
        assertThat(named).isNotEmpty();
        assertThat(severities).isNotEmpty();
    }

    private static List<Path> markdown(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    /** What the first group of a pattern matches in a file. */
    private static Set<String> found(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
