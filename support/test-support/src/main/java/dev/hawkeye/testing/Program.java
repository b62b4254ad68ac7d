package dev.hawkeye.testing;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The packaged program, started as users start it: from its jars, with an archive of their classes, which halves the
 * CPU time of a start. The archive is created once per build, by a demo that ends as soon as it is up; tests in other
 * processes wait for it. Safe for concurrent use by threads and processes.
 */
public final class Program {
    private static final String HOME = "hawkeye.program";
    private static final String UP = "Hawkeye is at";
    private static final long UP_SECONDS = 120;
    private static final long POLL_MILLIS = 100;

    private final Path jar;
    private final List<Path> jars;
    private final Path archive;

    private Program(Path home) throws IOException {
        this.jar = home.resolve("hawkeye.jar");
        this.archive = home.resolve("tests.jsa");
        this.jars = new ArrayList<>(List.of(jar));
        try (Stream<Path> lib = Files.list(home.resolve("lib"))) {
            lib.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
        }
    }

    /** The program at the location given by the system property {@value #HOME}; empty when it is not set. */
    public static Optional<Program> packaged() {
        return Packaged.PROGRAM;
    }

    /** Looked up once. */
    private static final class Packaged {
        static final Optional<Program> PROGRAM = find();
    }

    private static Optional<Program> find() {
        String home = System.getProperty(HOME, "");
        if (home.isEmpty()) {
            return Optional.empty();
        }
        try {
            Program program = new Program(Path.of(home));
            program.archiveClasses();
            return Optional.of(program);
        } catch (IOException e) {
            throw new UncheckedIOException("the packaged program is not at " + home + ": run this by mvn verify", e);
        }
    }

    /** Options for a JVM that lives only seconds. */
    public List<String> options() {
        // Only C1: the process ends before the better compiler pays off.
        List<String> options = new ArrayList<>(List.of(
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dorg.bytedeco.javacpp.platform.extension=-plain"));
        if (Files.exists(archive)) {
            options.add("-XX:SharedArchiveFile=" + archive);
        }
        return options;
    }

    public String classPath() {
        return String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
    }

    public String mainClass() {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void archiveClasses() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(archive + ".lock", "rw");
                FileLock lock = file.getChannel().lock()) {
            if (lock.isValid() && !isFresh()) {
                train();
            }
        }
    }

    private boolean isFresh() throws IOException {
        if (!Files.exists(archive)) {
            return false;
        }
        for (Path each : jars) {
            if (Files.getLastModifiedTime(each).compareTo(Files.getLastModifiedTime(archive)) > 0) {
                return false;
            }
        }
        return true;
    }

    private void train() throws IOException {
        Path work = Files.createTempDirectory("training");
        Path output = work.resolve("log");
        Path made = Path.of(archive + ".new");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ArchiveClassesAtExit=" + made,
                "-cp",
                classPath(),
                mainClass(),
                "demo",
                "--no-browser",
                "--port",
                "0"));
        Process demo = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(UP_SECONDS);
            while (demo.isAlive()
                    && System.nanoTime() < end
                    && !Files.readString(output).contains(UP)) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            demo.destroy();
            demo.waitFor(UP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            demo.destroyForcibly();
        }
        if (Files.exists(made)) {
            Files.move(made, archive, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
