package dev.hawkeye.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamRunnerTest {
    private static final Map<String, String> ONCE = Map.of("processing.guarantee", "exactly_once_v2");
    private static final String LINGER = "producer.linger.ms";

    @Test
    void theUsersPropertiesWinOverTheDefaultsButTheApplicationIdIsOurs() {
        assertThat(StreamRunner.properties(
                        "detector",
                        Map.of("poll.ms", 5, "commit.interval.ms", 100),
                        Map.of("commit.interval.ms", 20, "application.id", "other")))
                .containsEntry("poll.ms", 5)
                .containsEntry("commit.interval.ms", 20)
                .containsEntry("application.id", "detector");
    }

    @Test
    void underAtLeastOnceRecordsDoNotWaitForOthersUnlessTheUserSaysSo() {
        Map<String, String> least = Map.of("processing.guarantee", "at_least_once");

        assertThat(StreamRunner.properties("detector", ONCE, least)).containsEntry(LINGER, 5);
        assertThat(StreamRunner.properties("detector", ONCE, Map.of())).doesNotContainKey(LINGER);
        assertThat(StreamRunner.properties("detector", least, Map.of(LINGER, 50)))
                .containsEntry(LINGER, 50);
        assertThat(StreamRunner.properties("detector", least, Map.of("linger.ms", 50)))
                .doesNotContainKey(LINGER);
    }
}
