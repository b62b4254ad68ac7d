package dev.hawkeye.bench.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On listings as Linux 6 gives them. */
class ProcessorMeterTest {
    private static final String FIELDS =
            " S 1 2 2 0 -1 4194368 9 0 0 0 %d %d 0 0 20 0 99 0 8600 3918962688 70000 1844674407";

    @TempDir
    Path process;

    @Test
    void addsUpTheThreadsOfAPartSinceItsStart() throws IOException {
        givenProcess(4_000, 300);
        givenThread(701, "hawkeye-lane-0", 1_000, 50);
        givenThread(702, "hawkeye-lane-1", 900, 50);
        givenThread(703, "av:h264:df0", 30, 10);
        ProcessorMeter meter = ProcessorMeter.of(process);

        givenProcess(4_500, 340);
        givenThread(701, "hawkeye-lane-0", 1_200, 60);
        givenThread(702, "hawkeye-lane-1", 1_100, 55);
        givenThread(703, "av:h264:df0", 50, 12);
        meter.look();

        assertThat(meter.millis())
                .containsOnly(entry(Part.LANES, 4_150L), entry(Part.INGEST, 220L), entry(Part.REST, 1_030L));
    }

    @Test
    void countsAThreadThatHasBegunMeanwhileFromItsBeginning() throws IOException {
        givenProcess(100, 0);
        givenThread(700, "java", 100, 0);
        ProcessorMeter meter = ProcessorMeter.of(process);

        givenProcess(130, 5);
        givenThread(710, "C2 CompilerThre", 30, 5);
        meter.look();

        assertThat(meter.millis()).containsEntry(Part.COMPILER, 350L).containsEntry(Part.REST, 0L);
    }

    @Test
    void keepsWhatAThreadHadUsedWhenItWasLastSeen() throws IOException {
        givenProcess(110, 0);
        givenThread(711, "camera-gate", 10, 0);
        ProcessorMeter meter = ProcessorMeter.of(process);

        givenProcess(140, 0);
        givenThread(711, "camera-gate", 40, 0);
        meter.look();
        Files.delete(process.resolve("task/711/stat"));
        givenProcess(160, 0);
        meter.look();

        assertThat(meter.millis()).containsEntry(Part.INGEST, 300L).containsEntry(Part.REST, 200L);
    }

    @Test
    void readsNamesWithSpacesAndBrackets() {
        ThreadTime time = ThreadTime.parse("712 (G1 (main) #0 ) 1)" + String.format(Locale.ROOT, FIELDS, 3, 4));

        assertThat(time).isEqualTo(new ThreadTime(712, "G1 (main) #0 ) 1", 70));
    }

    @Test
    void hasMeasuredNothingWhereTheSystemReportsNothing() {
        ProcessorMeter meter = ProcessorMeter.of(process.resolve("none"));

        meter.look();

        assertThat(meter.millis()).isEmpty();
    }

    @Test
    void knowsThePartsOfThreadsAsKafkaAndJavaCutTheirNames() {
        assertThat(Part.of("kafka-producer-")).isEqualTo(Part.CLIENTS);
        assertThat(Part.of("kafka-coordinat")).isEqualTo(Part.CLIENTS);
        assertThat(Part.of("kafka-1-raft-io")).isEqualTo(Part.BROKER);
        assertThat(Part.of("data-plane-kafk")).isEqualTo(Part.BROKER);
        assertThat(Part.of("hawkeye-detecto")).isEqualTo(Part.DETECTOR);
        assertThat(Part.of("hawkeye-aggrega")).isEqualTo(Part.AGGREGATOR);
        assertThat(Part.of("VM Thread")).isEqualTo(Part.COLLECTOR);
        assertThat(Part.of("raw-runs-0")).isEqualTo(Part.REST);
    }

    private void givenProcess(long userTicks, long systemTicks) throws IOException {
        Files.createDirectories(process.resolve("task"));
        Files.writeString(process.resolve("stat"), line(700, "java", userTicks, systemTicks));
    }

    private void givenThread(long id, String name, long userTicks, long systemTicks) throws IOException {
        Path thread = Files.createDirectories(process.resolve("task").resolve(Long.toString(id)));
        Files.writeString(thread.resolve("stat"), line(id, name, userTicks, systemTicks));
    }

    private static String line(long id, String name, long userTicks, long systemTicks) {
        return id + " (" + name + ")" + String.format(Locale.ROOT, FIELDS, userTicks, systemTicks);
    }
}
