package dev.hawkeye.notify.mqtt;

import static org.awaitility.Awaitility.await;

import dev.hawkeye.testing.Ports;
import dev.hawkeye.testing.ProcessEnd;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** An MQTT broker that is not ours, on a folder of the test; without it on the machine the test is skipped. */
final class Mosquitto implements AutoCloseable {
    private final Process process;

    private Mosquitto(Process process) {
        this.process = process;
    }

    static Mosquitto open(Path directory, int port) throws IOException {
        return start(directory, port, "allow_anonymous true\n");
    }

    /** @param more of its configuration */
    static Mosquitto start(Path directory, int port, String more) throws IOException {
        Path config = Files.writeString(
                directory.resolve("mosquitto.conf"), "listener " + port + " " + Ports.HOST + "\n" + more);
        Process process = new ProcessBuilder(program("mosquitto").toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("mosquitto.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            new Socket(InetAddress.getByName(Ports.HOST), port).close();
            return true;
        });
        return new Mosquitto(process);
    }

    /** One of its programs. */
    static Path program(String name) {
        Optional<Path> program = Stream.of(
                        (System.getenv("PATH") + File.pathSeparator + "/usr/sbin").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(program.isPresent(), name + " is not installed (Debian: apt-get install mosquitto)");
        return program.orElseThrow();
    }

    @Override
    public void close() {
        ProcessEnd.await(process, Duration.ofSeconds(10));
    }
}
