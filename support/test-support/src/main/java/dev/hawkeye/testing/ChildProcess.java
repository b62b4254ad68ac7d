package dev.hawkeye.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Java program on this process's class path, after the packaged program if there is one; its output is appended to a
 * file. Thread-safe.
 */
public final class ChildProcess {
    private static final long KILL_SECONDS = 10;

    /** The options that make this process start fast: class archive, compilers, native builds. */
    private static final List<String> FAST_START = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> option.startsWith("-XX:SharedArchiveFile=")
                    || option.startsWith("-XX:TieredStopAtLevel=")
                    || option.startsWith("-Dorg.bytedeco.javacpp.platform."))
            .toList();

    private final Process process;
    private final Path log;
    private final long logBegin;

    private ChildProcess(Process process, Path log, long logBegin) {
        this.process = process;
        this.log = log;
        this.logBegin = logBegin;
    }

    /** @param program arguments of {@code java} after the class path: JVM options, main class, arguments */
    public static ChildProcess start(List<String> program, Map<String, String> environment, Path log)
            throws IOException {
        Optional<Program> packaged = Program.packaged();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(packaged.map(Program::options).orElse(FAST_START));
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> variables = builder.environment();
        // The environment of this process must not affect the campaign.
        variables.keySet().removeIf(name -> name.startsWith("HAWKEYE_"));
        String classPath = System.getProperty("java.class.path");
        variables.put(
                "CLASSPATH",
                packaged.map(hawkeye -> hawkeye.classPath() + File.pathSeparator + classPath)
                        .orElse(classPath));
        variables.putIfAbsent("MALLOC_ARENA_MAX", "2");
        variables.put("ORT_DISABLE_TELEMETRY", "1");
        variables.putAll(environment);
        long begin = Files.exists(log) ? Files.size(log) : 0;
        File file = log.toFile();
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(file))
                .start();
        return new ChildProcess(process, log, begin);
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    public int exitCode() {
        return process.exitValue();
    }

    void requireAlive(String name) {
        if (!alive()) {
            throw new IllegalStateException(
                    name + " ended on its own, exit code " + exitCode() + ", its log: " + log + "\n" + output());
        }
    }

    /** The output since the start. */
    String output() {
        try {
            byte[] all = Files.readAllBytes(log);
            return new String(all, (int) logBegin, (int) (all.length - logBegin), UTF_8);
        } catch (IOException e) {
            return "the log cannot be read: " + e.getMessage();
        }
    }

    /** Sends SIGKILL; returns when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(KILL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends SIGTERM; returns at once. */
    public void terminate() {
        process.destroy();
    }

    /** Sends SIGSTOP. */
    public void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** Sends SIGCONT. */
    public void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process sent = new ProcessBuilder("kill", name, Long.toString(pid())).start();
        if (sent.waitFor() != 0) {
            throw new IOException("kill " + name + " " + pid() + " failed: the process is gone");
        }
    }
}
