package dev.hawkeye.app;

import static dev.hawkeye.app.LocalSurroundings.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.testing.BlockModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a broker and a registry as `run` has them, with frames of two cameras and a record that holds none. */
class ModelQuantizeFromKafkaIT {
    private static final int FRAMES = 40;

    @TempDir
    static Path directory;

    private static LocalSurroundings surroundings;
    private static Path config;

    @BeforeAll
    static void framesOfTwoCameras() throws Exception {
        surroundings = new LocalSurroundings(directory);
        config = surroundings.config("nowhere:1");
        try (KafkaProducer<String, byte[]> producer = surroundings.producer(Map.of())) {
            producer.send(new ProducerRecord<>(TOPICS.frames(), "gate", new byte[] {9, 9, 9}))
                    .get();
        }
        surroundings.film(FRAMES, "gate", "yard");
    }

    @AfterAll
    static void stop() {
        surroundings.close();
    }

    @Test
    void calibratesOnTheFramesOfARunningHawkeye() throws Exception {
        Path model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
        Path out = directory.resolve("int8.onnx");

        CommandLineRun run = CommandLineRun.of(
                "model",
                "quantize",
                model.toString(),
                "-o",
                out.toString(),
                "--calibrate",
                "kafka://" + surroundings.bootstrapServers(),
                "--config",
                config.toString(),
                "--quantize-heads");

        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        assertThat(run.out()).anyMatch(line -> line.startsWith("agreement (F1) 1.000"));
        assertThat(CommandLineRun.of("model", "inspect", out.toString()).out())
                .anyMatch(line -> line.matches(" +hawkeye.calibration +30 pictures of topic of frames"));
    }

    @Test
    void picturesAreWrittenIntoAFolderForEachCameraInTheOrderOfTheirTimes() throws Exception {
        // given
        Path out = directory.resolve("pictures");
        String kafka = surroundings.bootstrapServers();
        String[] command = {
            "frames", "--out", out.toString(), "--each", "8", "--kafka", kafka, "--config", config.toString()
        };

        // when
        CommandLineRun run = CommandLineRun.of(command);

        // then
        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        assertThat(run.out())
                .containsExactly(out.resolve("gate") + "  8 pictures", out.resolve("yard") + "  8 pictures");
        List<String> names = names(out.resolve("gate"));
        assertThat(names).hasSize(8);
        assertThat(names.stream().map(name -> Integer.parseInt(name.replaceFirst(".*-0*(\\d+)\\.jpg", "$1"))))
                .isSorted()
                .allMatch(sequence -> sequence % 2 == 0);
        assertThat(Files.readAllBytes(out.resolve("gate").resolve(names.get(0))))
                .startsWith(0xFF, 0xD8);

        // and when the folder is not empty
        assertThat(CommandLineRun.of(command).err()).singleElement().asString().contains("is not empty");
        // or nobody knows the camera
        assertThat(CommandLineRun.of(
                                "frames",
                                "--out",
                                directory.resolve("none").toString(),
                                "--cameras",
                                "roof",
                                "--kafka",
                                kafka,
                                "--config",
                                config.toString())
                        .err())
                .singleElement()
                .asString()
                .contains("no picture of roof");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
