package dev.hawkeye.aggregator;

import static dev.hawkeye.aggregator.Shot.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.aggregator.config.ConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EarlyUpdatesTest {
    private final AggregatorDriver aggregator = new AggregatorDriver(new ConfigBuilder());

    @AfterEach
    void close() {
        aggregator.close();
    }

    @Test
    void sendsOneUpdateAnIntervalAndThenOneFinalResult() {
        aggregator.send(at(0, 1).with("car", .9), at(1, 2).with("car", .9, .8));
        assertThat(aggregator.shortCounts()).isEmpty();

        aggregator.passTime(Duration.ofSeconds(1));
        assertThat(aggregator.shortCounts())
                .containsExactly("gate car 0-10 early with 2/2 sum 3 peak 2 shed 0 failed 0");

        aggregator.send(at(2, 3));
        aggregator.passTime(Duration.ofSeconds(1));
        assertThat(aggregator.shortCounts())
                .containsExactly("gate car 0-10 early with 2/3 sum 3 peak 2 shed 0 failed 0");

        aggregator.send(at(3, 4).with("car", .9), at(4, 12));
        aggregator.passTime(Duration.ofSeconds(1));
        assertThat(aggregator.shortCounts())
                .containsExactly("gate car 0-10 final with 3/4 sum 4 peak 2 shed 0 failed 0");
        assertThat(aggregator.shortCloudCounts()).hasSize(1);
    }

    @Test
    void staysQuietWhileNothingChanges() {
        aggregator.send(at(0, 1).with("car", .9));
        aggregator.passTime(Duration.ofSeconds(1));
        assertThat(aggregator.shortCounts()).hasSize(1);

        aggregator.passTime(Duration.ofSeconds(1));
        aggregator.passTime(Duration.ofSeconds(1));

        assertThat(aggregator.shortCounts()).isEmpty();
    }
}
