package dev.hawkeye.notify.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PendingTest {
    private final Pending pending = new Pending(3 * 1_200);

    @Test
    void ofEachTopicOnlyTheNewestWaits() {
        pending.put("a", new byte[] {1});
        pending.put("b", new byte[] {2});
        pending.put("a", new byte[] {3});

        assertThat(pending.first()).map(Map.Entry::getKey).contains("b");
        pending.remove("b");
        assertThat(pending.first()).map(Map.Entry::getValue).contains(new byte[] {3});
        pending.remove("a");
        assertThat(pending.first()).isEmpty();
    }

    @Test
    void ofTooManyBytesWhatHasWaitedLongestIsDropped() {
        for (String topic : new String[] {"a", "b", "c", "d"}) {
            pending.put(topic, new byte[1_000]);
        }

        assertThat(pending.first()).map(Map.Entry::getKey).contains("b");
    }
}
