package dev.hawkeye.aggregator;

import static dev.hawkeye.aggregator.Shot.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawkeye.aggregator.config.ConfigBuilder;
import dev.hawkeye.aggregator.history.HistoryReader;
import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.CountWindow;
import dev.hawkeye.schemas.Fate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final int BUCKET = 600; // seconds: 60 windows of 10 s

    private final ConfigBuilder settings = new ConfigBuilder();
    private AggregatorDriver aggregator;

    @AfterEach
    void close() {
        if (aggregator != null) {
            aggregator.close();
        }
    }

    @Test
    void holdsEachFinalWindowWithItsClasses() {
        start();

        aggregator.send(
                at(0, 0).with("person", .9, .8).with("car", .7),
                at(1, 4).with("person", .9, .8, .7, .6),
                at(2, 9).fate(Fate.SHED),
                at(3, 11).with("car", .5),
                at(4, 22));

        assertThat(aggregator.history("gate", 0, 60))
                .extracting(AggregatorDriver::brief)
                .containsExactly("0-10 2/1/0 car 1/1/1 person 2/6/4", "10-20 1/0/0 car 1/1/1");
        assertThat(aggregator.history("gate", 0, 10).get(0).classes())
                .containsExactly(count("car", 1, 1, .5, 1, 0), count("person", 2, 6, 3, 4, 2));
    }

    @Test
    void distinguishesAWindowWithNothingToSeeFromOneWithoutFrames() {
        start();

        aggregator.send(
                at(0, 1),
                at(1, 11).fate(Fate.SHED),
                at(2, 12).fate(Fate.FAILED),
                at(3, 31).with("dog", .9),
                at(4, 42));

        assertThat(aggregator.history("gate")).containsExactly("0-10 1/0/0", "10-20 0/1/1", "30-40 1/0/0 dog 1/1/1");
    }

    @Test
    void holdsNoWindowThatIsStillOpen() {
        start();

        aggregator.send(at(0, 1), at(1, 11.999));
        assertThat(aggregator.history("gate")).isEmpty();

        aggregator.send(at(2, 12));
        assertThat(aggregator.history("gate")).containsExactly("0-10 1/0/0");
    }

    @Test
    void answersFromTheBeginningOfOneWindowUpToThatOfAnother() {
        start();
        for (int i = 0; i < 2 * BUCKET / 10 + 2; i++) {
            aggregator.send(at(i, i * 10));
        }

        assertThat(aggregator.history("gate", BUCKET - 20, BUCKET + 20))
                .extracting(AggregatorDriver::brief)
                .containsExactly("580-590 1/0/0", "590-600 1/0/0", "600-610 1/0/0", "610-620 1/0/0");
        assertThat(aggregator.history("gate", BUCKET - 20.001, BUCKET + 20.001))
                .extracting(CountWindow::start)
                .hasSize(5);
        assertThat(aggregator.history("gate", 20, 20)).isEmpty();
        assertThat(aggregator.history("gate", 0, 2 * BUCKET)).hasSize(120);
        assertThat(aggregator.history("yard", 0, 2 * BUCKET)).isEmpty();
    }

    @Test
    void replacesTheWindowsOfAFileThatIsPlayedAgain() {
        start();
        aggregator.send(
                at(0, 1).with("car", .9),
                at(1, 15).with("car", .9),
                at(2, 25).with("car", .9).last());

        aggregator.send(
                at(0, 11).in("s2").with("dog", .9),
                at(1, 12).in("s2").with("dog", .9).last());

        assertThat(aggregator.history("gate"))
                .containsExactly("0-10 1/0/0 car 1/1/1", "10-20 2/0/0 dog 2/2/1", "20-30 1/0/0 car 1/1/1");
    }

    @Test
    void holdsTheWindowsThatTheClockClosed() {
        start();
        aggregator.send(at(0, 1).with("car", .9));

        aggregator.passTime(Duration.ofSeconds(30));

        assertThat(aggregator.history("gate")).containsExactly("0-10 1/0/0 car 1/1/1");
    }

    @Test
    void writesTheWindowsThatCloseTogetherOnce() {
        settings.advance = Duration.ofMillis(10);
        settings.history = Duration.ofMinutes(5);
        start();

        aggregator.send(at(0, 5).with("car", .9).last());

        assertThat(aggregator.history("gate", -5, 6)).hasSize(1000);
        assertThat(aggregator.historyRecords()).isEqualTo(18);
        assertThat(aggregator.historyWrites()).isEqualTo(18);
    }

    @Test
    void forgetsByTheTimeOfEachCamera() {
        settings.history = Duration.ofHours(1);
        start();

        // A recording of the year before beside a camera whose time advances, in the same partition.
        double yearBefore = -365 * 86_400;
        aggregator.send(at(0, yearBefore).of("recording").with("dog", .9));
        aggregator.send(at(1, yearBefore + 12).of("recording"));
        for (int i = 0; i <= 3 * 3600 / 10; i++) {
            aggregator.send(at(i, i * 10).with("car", .9));
        }

        assertThat(aggregator.history("recording")).hasSize(1);
        assertThat(aggregator.history("gate").get(0)).startsWith("6600-6610 ");
        assertThat(aggregator.history("gate")).hasSize((3 * 3600 - 6600) / 10 - 1);
    }

    @Test
    void leavesCamerasAloneWhoseNamesContinueWhereAnotherEnds() {
        settings.history = Duration.ofMinutes(1);
        start();
        aggregator.send(
                at(0, -86_400).of("gate\0yard"),
                at(1, -86_388).of("gate\0yard"),
                at(0, -86_400).of("gate2"),
                at(1, -86_388).of("gate2"));

        aggregator.send(at(0, 0), at(1, BUCKET), at(2, 3 * BUCKET), at(3, 4 * BUCKET));

        assertThat(aggregator.history("gate\0yard")).hasSize(1);
        assertThat(aggregator.history("gate2")).hasSize(1);
        assertThat(aggregator.history("gate")).containsExactly("1800-1810 1/0/0");
    }

    @Test
    void forgetsByTheClockACameraThatNeverComesBack() {
        settings.history = Duration.ofHours(2);
        start();
        aggregator.send(at(0, 1).of("gone"), at(1, 12).of("gone").last(), at(0, 1));

        aggregator.passTime(Duration.ofMinutes(90));
        aggregator.send(at(1, 12));
        aggregator.passTime(Duration.ofMinutes(90));

        assertThat(aggregator.history("gone")).isEmpty();
        assertThat(aggregator.history("gate")).contains("0-10 1/0/0");
    }

    @Test
    void leavesARecordAloneForAnHourByTheClockHoweverShortTheHistory() {
        settings.history = Duration.ofMinutes(1);
        start();
        aggregator.send(at(0, 1), at(1, 12));
        aggregator.passTime(Duration.ofSeconds(30));

        aggregator.passTime(Duration.ofMinutes(60));
        assertThat(aggregator.history("gate")).hasSize(2);

        aggregator.passTime(Duration.ofMinutes(60));
        assertThat(aggregator.history("gate")).isEmpty();
    }

    @Test
    void holdsNothingWhenItIsTurnedOff() {
        settings.history = Duration.ZERO;
        start();

        aggregator.send(at(0, 1).with("car", .9), at(1, 12));

        assertThat(aggregator.shortCounts()).hasSize(1);
        assertThat(aggregator.hasHistory()).isFalse();
    }

    @Test
    void refusesQuestionsWithoutEnd() {
        HistoryReader reader = new HistoryReader(settings.config());
        long most = 100_000_000;

        reader.check(Shot.ZERO, Shot.ZERO + most);
        refuses(reader, Shot.ZERO, Shot.ZERO + most + 1);
        refuses(reader, Shot.ZERO, Shot.ZERO - 1);
        refuses(reader, Long.MIN_VALUE, Long.MAX_VALUE);
        refuses(reader, Long.MAX_VALUE - 1, Long.MAX_VALUE);
        refuses(reader, -1, 5);
    }

    private static void refuses(HistoryReader reader, long from, long to) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader.check(from, to))
                .withMessageContaining("which is 100000000 ms, got: " + from + " and " + to);
    }

    private void start() {
        aggregator = new AggregatorDriver(settings);
    }

    private static ClassCount count(
            String className, long framesWith, long detections, double mean, int peak, long objects) {
        return new ClassCount(className, framesWith, detections, mean, peak, objects, objects, List.of(), List.of());
    }
}
