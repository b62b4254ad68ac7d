package dev.hawkeye.app.monitoring;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of this machine. */
final class Installed {
    private Installed() {}

    /** Skips the test where there is no such program on the PATH. */
    static String program(String name) {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(
                found.isPresent(),
                "no " + name
                        + " on the PATH (Debian: apt-get install prometheus): the tests of dashboards and alerts skip");
        return found.orElseThrow().toString();
    }
}
