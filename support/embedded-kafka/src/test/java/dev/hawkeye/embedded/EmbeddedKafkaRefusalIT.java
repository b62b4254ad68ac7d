package dev.hawkeye.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddedKafkaRefusalIT {
    @TempDir
    Path directory;

    @Test
    void refusesAPortInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            refusal(directory, other.getLocalPort())
                    .withMessageContaining("port " + other.getLocalPort() + " on 127.0.0.1 cannot be used")
                    .withMessageContaining("choose another port");
        }
    }

    @Test
    void refusesWhatIsNoPort() {
        refusal(directory, 70_000).withMessageContaining("1 to 65535").withMessageEndingWith("got: 70000");
    }

    @Test
    void refusesADirectoryThatAnotherEmbeddedKafkaUses() throws Exception {
        try (FileChannel other = lockFile("hawkeye.lock")) {
            other.lock();
            refusal(directory, 0).withMessageContaining(directory + " is in use by another process");
        }
    }

    @Test
    void refusesADirectoryThatAnotherKafkaUses() throws Exception {
        try (FileChannel other = lockFile(".lock")) {
            other.lock();
            refusal(directory, 0).withMessageContaining(directory + " is in use by another process");
        }
    }

    @Test
    void refusesADirectoryBelowAFile() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        refusal(file.resolve("kafka"), 0).withMessageContaining("cannot use its directory " + file.resolve("kafka"));
    }

    @Test
    void refusesADirectoryOfAnotherLayout() throws Exception {
        formatted();
        edit("meta.properties", text -> text.replace("version=1", "version=99"));

        refusal(directory, 0)
                .withMessageContaining(directory.toString())
                .withMessageContaining("use the version that wrote it");
    }

    @ParameterizedTest
    @EnumSource
    void refusesADirectoryOfANewerKafka(NewerMetadata newer) throws Exception {
        formatted();
        newer.write(directory);

        refusal(directory, 0)
                .withMessageContaining("metadata version")
                .withMessageContaining("use the version that wrote it");
    }

    @Test
    void refusesADirectoryOfAnotherNode() throws Exception {
        formatted();
        edit("meta.properties", text -> text.replace("node.id=1", "node.id=7"));

        refusal(directory, 0).withMessageContaining(directory.toString()).withMessageContaining("7");
    }

    @Test
    void refusesABrokerPropertyThatKafkaDoesNotTake() {
        assertThatExceptionOfType(EmbeddedKafkaException.class)
                .isThrownBy(() -> EmbeddedKafka.start(directory, 0, Map.of("num.io.threads", "many")))
                .withMessageContaining("num.io.threads");
    }

    @Test
    void givesTheDirectoryBackAfterARefusal() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            refusal(directory, other.getLocalPort());
        }

        assertThatNoException().isThrownBy(() -> DataDirectory.open(directory).close());
    }

    private static ThrowableAssertAlternative<EmbeddedKafkaException> refusal(Path directory, int port) {
        return assertThatExceptionOfType(EmbeddedKafkaException.class)
                .isThrownBy(() -> EmbeddedKafka.start(directory, port, Map.of()).close())
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    private void formatted() {
        DataDirectory.open(directory).close();
    }

    private FileChannel lockFile(String name) throws Exception {
        return FileChannel.open(directory.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private void edit(String name, UnaryOperator<String> change) throws Exception {
        Path file = directory.resolve(name);
        Files.writeString(file, change.apply(Files.readString(file)));
    }
}
