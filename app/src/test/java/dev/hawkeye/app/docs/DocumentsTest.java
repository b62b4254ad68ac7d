package dev.hawkeye.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every document can be found from the index, and no link leads nowhere. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path INDEX = ROOT.resolve("docs/index.md");
    private static final Path DECISIONS = ROOT.resolve("docs/decisions/README.md");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)[^)]*\\)");
    private static final Pattern MODULE = Pattern.compile("<module>(.*)</module>");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");
    /** What a formatter makes of a walkthrough. */
    private static final Pattern COMMAND_IN_A_LINE = Pattern.compile("(?m)^ {4}.*\\S \\$ \\./hawkeye.*$");

    private static final Set<String> NO_SOURCES = Set.of("target", ".git", "build", "node_modules", ".venv");

    @Test
    void everyLinkLeadsToAFileAndToAHeadingInIt() throws IOException {
        // given
        List<Path> documents = documents(ROOT);

        // when
        List<String> broken = new ArrayList<>();
        for (Path document : documents) {
            for (String target : links(document)) {
                if (!target.contains(":") && !leadsSomewhere(document, target)) {
                    broken.add(ROOT.relativize(document) + " links to " + target);
                }
            }
        }

        // then
        assertThat(documents).hasSizeGreaterThan(30);
        assertThat(broken).isEmpty();
    }

    @Test
    void everyCommandOfACodeBlockBeginsItsLine() throws IOException {
        // when
        List<String> joined = new ArrayList<>();
        for (Path document : documents(ROOT)) {
            COMMAND_IN_A_LINE
                    .matcher(Files.readString(document))
                    .results()
                    .forEach(match -> joined.add(ROOT.relativize(document) + ":" + match.group()));
        }

        // then
        assertThat(joined).isEmpty();
    }

    @Test
    void theIndexLeadsToEveryDocument() throws IOException {
        // given
        Set<Path> linked = targets(INDEX);
        linked.addAll(targets(DECISIONS));

        // then
        assertThat(linked).contains(DECISIONS);
        assertThat(documents(ROOT.resolve("docs")))
                .filteredOn(document -> !document.equals(INDEX))
                .allSatisfy(document -> assertThat(linked)
                        .as("links of docs/index.md and docs/decisions/README.md")
                        .contains(document));
    }

    @Test
    void theReadmeLinksToTheIndex() throws IOException {
        assertThat(links(ROOT.resolve("README.md"))).contains("docs/index.md");
    }

    @Test
    void theArchitectureNamesEveryModule() throws IOException {
        String architecture = Files.readString(ROOT.resolve("ARCHITECTURE.md"));

        assertThat(MODULE.matcher(Files.readString(ROOT.resolve("pom.xml"))).results())
                .extracting(match -> match.group(1))
                .isNotEmpty()
                .allSatisfy(module -> assertThat(architecture).contains("| `" + module + "/` |"));
    }

    private static Set<Path> targets(Path document) throws IOException {
        return links(document).stream()
                .map(target -> document.resolveSibling(target).normalize())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static boolean leadsSomewhere(Path document, String target) throws IOException {
        int hash = target.indexOf('#');
        Path file = hash == 0
                ? document
                : document.resolveSibling(hash < 0 ? target : target.substring(0, hash))
                        .normalize();
        if (!Files.exists(file)) {
            return false;
        }
        return hash < 0 || !file.toString().endsWith(".md") || anchors(file).contains(target.substring(hash + 1));
    }

    /** As the renderers of Markdown name them: in lower case, without punctuation, hyphens for spaces. */
    private static Set<String> anchors(Path document) throws IOException {
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(Files.readString(document))
                .results()
                .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                .forEach(heading ->
                        anchors.add(heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-')));
        return anchors;
    }

    private static List<String> links(Path document) throws IOException {
        String text = CODE.matcher(Files.readString(document)).replaceAll("");
        return LINK.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static List<Path> documents(Path folder) throws IOException {
        List<Path> documents = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                return NO_SOURCES.contains(visited.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    documents.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return documents;
    }
}
