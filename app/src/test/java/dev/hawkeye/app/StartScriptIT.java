package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts that start Hawkeye, in a source tree of the test, with a Java and a Maven that only print what they are told. */
class StartScriptIT {
    private static final Path SCRIPT = Path.of("..", "hawkeye");
    private static final Path LAUNCH = Path.of("launch");
    private static final Path LAY_OUT = Path.of("lay-out-classes");

    @TempDir
    Path directory;

    private Path tree;
    private Path tools;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectories(directory.resolve("a tree"));
        tools = Files.createDirectories(directory.resolve("tools"));
        Files.createDirectories(tree.resolve("app/src/main"));
        Files.copy(SCRIPT, tree.resolve("hawkeye"));
        Files.copy(LAUNCH, tree.resolve("app/launch"));
        Files.copy(LAY_OUT, tree.resolve("app/lay-out-classes"));
        for (String file : List.of("pom.xml", "hawkeye.yaml", "app/pom.xml")) {
            Files.createFile(tree.resolve(file));
        }
        tool("java", """
                if [ "$1" = -version ]; then echo 'openjdk version "17.0.1"' >&2; exit; fi
                case "$*" in *-XX:ArchiveClassesAtExit=classes.jsa.new*) touch classes.jsa.new; echo "$@"; exit ;; esac
                echo "locale: ${LC_ALL:-}"
                for argument; do echo "$argument"; done
                """);
        tool("mvn", """
                echo "$@" >"%s"
                echo '[INFO] Building vision 0.1.0                                            [6/12]'
                echo 'Downloading from central: https://repo.example/a/b/1/b-1.jar'
                echo 'Downloaded from central: https://repo.example/a/b/1/b-1.jar (4.2 kB at 30 kB/s)'
                echo '[INFO] Building jar: /x/vision-0.1.0.jar'
                mkdir -p '%2$s/lib'
                touch '%2$s/hawkeye.jar'
                """.formatted(directory.resolve("maven-arguments"), tree.resolve("app/target")));
    }

    @Test
    void buildsOnlyWhatRunningNeedsAndSaysHowFarItIs() throws Exception {
        Run run = run(Map.of(), "demo");

        assertThat(run.exitCode()).isZero();
        assertThat(Files.readString(directory.resolve("maven-arguments"))).contains("package -Drun.only");
        assertThat(run.err())
                .startsWith(
                        "building Hawkeye (first time: Maven downloads about 350 MB unless it has them, then a minute or two)…")
                .containsSubsequence(
                        "  6 of 12: vision", "  downloaded 1 files", "laying out the classes for faster starts…")
                .last()
                .asString()
                .matches("built in \\d+ s");
        assertThat(run.out()).endsWith("dev.hawkeye.app.Hawkeye", "demo");
    }

    @Test
    void buildsOnceAndAgainWhenASourceIsNewer() throws Exception {
        run(Map.of(), "demo");

        assertThat(run(Map.of(), "demo").err()).isEmpty();

        Files.writeString(tree.resolve("app/src/main/New.java"), "");
        assertThat(run(Map.of(), "demo").err()).startsWith("building Hawkeye (sources changed)…");
    }

    @Test
    void devLeavesJavaFilesToItsOwnLoopAndBuildsForAllElse() throws Exception {
        run(Map.of(), "demo");
        Path loop = Files.createDirectories(tree.resolve("tools")).resolve("dev");
        Files.writeString(loop, "#!/bin/sh\nshift\necho loop \"$@\"\n");
        assertThat(loop.toFile().setExecutable(true)).isTrue();

        Files.writeString(tree.resolve("app/src/main/New.java"), "");
        Run changed = run(Map.of(), "dev", "run", "--quiet");
        Files.writeString(tree.resolve("app/src/main/New.avsc"), "");
        Run schema = run(Map.of(), "dev", "run");

        assertThat(changed.out()).containsExactly("loop run --quiet");
        assertThat(changed.err()).isEmpty();
        assertThat(schema.err()).startsWith("building Hawkeye (sources changed)…");
    }

    @Test
    void startsWithTheClassesThatTheBuildLaidOut() throws Exception {
        String archive = "-XX:SharedArchiveFile=" + tree.resolve("app/target/classes.jsa");

        assertThat(run(Map.of(), "tail", "frames").out()).contains(archive, "-XX:TieredStopAtLevel=1");
        assertThat(run(Map.of(), "analyze", "a.mp4").out()).contains(archive, "-XX:TieredStopAtLevel=1");
        assertThat(run(Map.of(), "run").out()).contains(archive).doesNotContain("-XX:TieredStopAtLevel=1");
        assertThat(tree.resolve("target/training.log")).content().contains("dev.hawkeye.app.Rehearsal");
    }

    @Test
    void leavesTheBetterCompilerOutWhereItWouldNotPay() throws Exception {
        String simple = "-XX:TieredStopAtLevel=1";

        assertThat(run(Map.of(), "analyze", "gate.mp4").out()).contains(simple);
        assertThat(run(Map.of(), "bench", "pipeline").out()).contains(simple);
        assertThat(run(Map.of(), "bench", "tracks").out()).doesNotContain(simple);
        assertThat(run(Map.of(), "bench").out()).doesNotContain(simple);
    }

    @Test
    void startsWithoutThemWhenTheyWereNotLaidOutToTheEnd() throws Exception {
        tool("java", """
                if [ "$1" = -version ]; then echo 'openjdk version "17.0.1"' >&2; exit; fi
                case "$*" in *-XX:ArchiveClassesAtExit=*) echo half >classes.jsa.new; exit 1 ;; esac
                for argument; do echo "$argument"; done
                """);

        Run run = run(Map.of(), "run");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).endsWith("run").noneMatch(argument -> argument.contains("SharedArchiveFile"));
    }

    @Test
    void saysInOneLineThatNothingCanBeDownloaded() throws Exception {
        tool("mvn", "echo 'Could not transfer artifact a:b:jar:1 from/to central: Unknown host'; exit 1");

        Run run = run(Map.of(), "demo");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().subList(1, run.err().size()))
                .singleElement()
                .asString()
                .startsWith(
                        "hawkeye: the build cannot download what it needs from Maven's repository: check the network");
    }

    @Test
    void saysInOneLineThatAJavaWithoutCompilerIsNotEnough() throws Exception {
        tool("mvn", "echo 'No compiler is provided in this environment.'; exit 1");

        Run run = run(Map.of(), "demo");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).last().asString().contains("the build needs a JDK");
    }

    @Test
    void startsThroughALinkFromAnotherFolder() throws Exception {
        Path link = Files.createSymbolicLink(tools.resolve("hawkeye"), tree.resolve("hawkeye"));

        Run run = start(Map.of(), link.toString(), "run", "--config", "a site.yaml");

        assertThat(run.out()).endsWith("run", "--config", "a site.yaml");
    }

    @Test
    void givesJavaACharacterSetThatHasEveryName() throws Exception {
        assertThat(run(Map.of("LC_ALL", "C"), "demo").out()).startsWith("locale: C.UTF-8");
        assertThat(run(Map.of("LANG", "POSIX"), "demo").out()).startsWith("locale: C.UTF-8");
        assertThat(run(Map.of(), "demo").out()).startsWith("locale: C.UTF-8");
    }

    @Test
    void leavesALocaleThatHasEveryNameAsItIs() throws Exception {
        assertThat(run(Map.of("LANG", "C.UTF-8"), "demo").out()).startsWith("locale: ");
    }

    private void tool(String name, String script) throws IOException {
        Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Run run(Map<String, String> environment, String... arguments) throws Exception {
        return start(environment, tree.resolve("hawkeye").toString(), arguments);
    }

    private Run start(Map<String, String> environment, String program, String... arguments) throws Exception {
        Path out = Files.createTempFile(directory, "out", "");
        Path err = Files.createTempFile(directory, "err", "");
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", tools + ":/usr/bin:/bin");
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Run(exitCode, Files.readAllLines(out), Files.readAllLines(err));
    }

    private record Run(int exitCode, List<String> out, List<String> err) {}
}
