package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.testing.ProcessEnd;
import dev.hawkeye.testing.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The packaged program in a process of its own; its output and its temporary files go to a directory of the test. */
final class HawkeyeProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Process process;
    private final Path output;

    private HawkeyeProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static HawkeyeProcess start(Path directory, String... arguments) throws IOException {
        Path output = Files.createTempFile(directory, arguments[0], ".log");
        Program program = Program.packaged().orElseThrow();
        List<String> command = new ArrayList<>(List.of(tool("java"), "-Xmx384m", "-Djava.io.tmpdir=" + directory));
        command.addAll(program.options());
        command.add(program.mainClass());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("CLASSPATH", program.classPath());
        return new HawkeyeProcess(builder.start(), output);
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** All that it has printed so far. */
    List<String> lines() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8).lines().toList();
    }

    /**
     * What it complained about: warnings, errors, and the last words of a program that fails. That a start takes long is
     * none: that depends on the machine.
     */
    List<String> complaints() throws IOException {
        return lines().stream()
                .filter(line -> !line.contains("Not ready for "))
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR ") || line.startsWith("hawkeye: "))
                .toList();
    }

    void awaitLine(String part) {
        await(part)
                .atMost(PATIENCE)
                .failFast("it ended", () -> !process.isAlive() && missing(part))
                .untilAsserted(() -> assertThat(lines()).anyMatch(line -> line.contains(part)));
    }

    /** @return that of the parts which it has printed first, as far as it can be told */
    String awaitAnyLine(Collection<String> parts) {
        return await("one of " + parts)
                .atMost(PATIENCE)
                .failFast("it ended", () -> !process.isAlive())
                .until(() -> printed(parts), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> printed(Collection<String> parts) throws IOException {
        return lines().stream()
                .flatMap(line -> parts.stream().filter(line::contains))
                .findFirst();
    }

    private boolean missing(String part) throws IOException {
        return lines().stream().noneMatch(line -> line.contains(part));
    }

    int awaitExit() throws InterruptedException, IOException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("it has not ended by itself: " + lines());
        }
        return process.exitValue();
    }

    /** The stacks of all its threads, with their names. */
    String threads() throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(tool("jcmd"), String.valueOf(process.pid()), "Thread.print")
                .redirectErrorStream(true)
                .start();
        String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return text;
    }

    /** Sends SIGINT and SIGTERM at once. */
    void interruptAndTerminate() throws IOException, InterruptedException {
        long pid = process.pid();
        new ProcessBuilder("sh", "-c", "kill -INT " + pid + "; kill -TERM " + pid)
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        end();
    }

    /** SIGTERM, and the end in order; SIGKILL when that takes too long. */
    void end() {
        ProcessEnd.await(process, PATIENCE);
    }
}
