package dev.hawkeye.aggregator;

import static dev.hawkeye.aggregator.Shot.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.aggregator.config.ConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClockTest {
    private AggregatorDriver aggregator;

    @BeforeEach
    void withoutEarlyUpdates() {
        ConfigBuilder settings = new ConfigBuilder();
        settings.updateInterval = Duration.ofDays(1);
        aggregator = new AggregatorDriver(settings);
    }

    @AfterEach
    void close() {
        aggregator.close();
    }

    @Test
    void closesTheLastWindowOfASilentCameraAndOnlyThen() {
        aggregator.send(at(0, 1).with("car", .9));

        aggregator.passTime(Duration.ofSeconds(29));
        assertThat(aggregator.shortCounts()).isEmpty();

        aggregator.passTime(Duration.ofSeconds(1));
        assertThat(aggregator.shortCounts())
                .containsExactly("gate car 0-10 final with 1/1 sum 1 peak 1 shed 0 failed 0");

        aggregator.passTime(Duration.ofHours(1));
        assertThat(aggregator.shortCounts()).isEmpty();
    }

    @Test
    void waitsLongerForALosslessCamera() {
        aggregator.send(at(0, 1).with("car", .9).lossless());

        aggregator.passTime(Duration.ofSeconds(599));
        assertThat(aggregator.shortCounts()).isEmpty();

        aggregator.passTime(Duration.ofSeconds(1));
        assertThat(aggregator.shortCounts()).hasSize(1);
    }

    @Test
    void closesNothingOfACameraThatSendsWhileAnotherIsSilent() {
        aggregator.send(at(0, 1).with("car", .9), at(0, 1).of("yard").with("car", .9));

        aggregator.passTime(Duration.ofSeconds(20));
        aggregator.send(at(1, 2).of("yard"));
        aggregator.passTime(Duration.ofSeconds(20));

        assertThat(aggregator.shortCounts())
                .containsExactly("gate car 0-10 final with 1/1 sum 1 peak 1 shed 0 failed 0");
    }

    @Test
    void keepsAWindowClosedThatTheClockClosed() {
        aggregator.send(at(0, 1).with("car", .9));
        aggregator.passTime(Duration.ofSeconds(30));

        aggregator.send(at(1, 2).with("car", .9), at(2, 15).with("car", .9), at(3, 22));

        assertThat(aggregator.shortCounts())
                .containsExactly(
                        "gate car 0-10 final with 1/1 sum 1 peak 1 shed 0 failed 0",
                        "gate car 10-20 final with 1/1 sum 1 peak 1 shed 0 failed 0");
        assertThat(aggregator.counter("late")).isEqualTo(1);
    }

    @Test
    void endsTheEventsOfASilentCamera() {
        aggregator.send(at(0, 1).with("car", .9), at(1, 2).with("car", .9), at(2, 3).with("car", .9));
        assertThat(aggregator.shortEvents()).containsExactly("APPEARED car 1");

        aggregator.passTime(Duration.ofSeconds(30));

        assertThat(aggregator.shortEvents()).containsExactly("LEFT car 3");
    }

    @Test
    void confirmsNothingAcrossASilence() {
        aggregator.send(at(0, 1).with("car", .9), at(1, 2).with("car", .9));
        aggregator.passTime(Duration.ofSeconds(30));

        aggregator.send(at(2, 40).with("car", .9), at(3, 41).with("car", .9));
        assertThat(aggregator.shortEvents()).isEmpty();

        aggregator.send(at(4, 42).with("car", .9));
        assertThat(aggregator.shortEvents()).containsExactly("APPEARED car 40");
    }
}
