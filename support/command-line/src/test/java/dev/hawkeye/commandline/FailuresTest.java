package dev.hawkeye.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.vision.onnx.ModelException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    @Test
    void takeTheCauseThatTheUserCanFix() {
        KafkaException wrapped = new KafkaException(
                "Failed to construct kafka consumer", new ConfigException("No resolvable bootstrap urls"));

        assertThat(Failures.exitCode(wrapped)).isEqualTo(2);
        assertThat(Failures.line(wrapped)).isEqualTo("Kafka rejects a property: No resolvable bootstrap urls");
    }

    @Test
    void countModelsFilesAndRefusedUsersAsTheUsers() {
        assertThat(Failures.exitCode(new ModelException("no ONNX"))).isEqualTo(2);
        assertThat(Failures.exitCode(new SaslAuthenticationException("wrong password")))
                .isEqualTo(2);
        assertThat(Failures.line(new UncheckedIOException(new NoSuchFileException("a.mp4"))))
                .isEqualTo("a.mp4: NoSuchFileException");
        assertThat(Failures.line(new UncheckedIOException(
                        new FileSystemException("out/summary.json", null, "No space left on device"))))
                .isEqualTo("out/summary.json: No space left on device");
    }

    @Test
    void neverQuoteTheLoginToKafka() {
        KafkaException wrapped = new KafkaException(
                "Failed to construct kafka consumer",
                new IllegalArgumentException("Value not specified for key 'hunter2' in JAAS config"));

        assertThat(Failures.exitCode(wrapped)).isEqualTo(2);
        assertThat(Failures.line(wrapped)).contains("sasl.jaas.config").doesNotContain("hunter2");
    }

    @Test
    void nameWhatNoOneForesawInOneLine() {
        IllegalStateException unforeseen = new IllegalStateException("first\nsecond");

        assertThat(Failures.exitCode(unforeseen)).isEqualTo(1);
        assertThat(Failures.line(unforeseen))
                .isEqualTo("IllegalStateException: first second (--stacktrace shows where)");
    }
}
