package dev.hawkeye.app.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@link ConfluentClient} in a process of its own, on a class path without any library of ours. */
record ConfluentProcess(Path directory, String kafka, String registry) {
    private static final long PATIENCE_SECONDS = 300;
    /** Where the build copies them to. */
    private static final Path SERIALIZERS = Path.of("target", "confluent-serializers");

    /** @return what it has printed, when it has ended well */
    List<String> run(List<String> arguments) throws IOException, InterruptedException {
        assertThat(SERIALIZERS.toAbsolutePath())
                .as("Confluent's serializers: run `mvn generate-test-resources` once")
                .isNotEmptyDirectory();
        Path out = Files.createTempFile(directory, "confluent", ".out");
        Path err = Files.createTempFile(directory, "confluent", ".err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                ownClasses() + System.getProperty("path.separator") + SERIALIZERS.toAbsolutePath() + "/*",
                ConfluentClient.class.getName(),
                kafka,
                registry));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("CLASSPATH");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("it ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        return Files.readAllLines(out, StandardCharsets.UTF_8);
    }

    private static Path ownClasses() {
        try {
            return Path.of(ConfluentClient.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
