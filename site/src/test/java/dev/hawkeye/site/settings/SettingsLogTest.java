package dev.hawkeye.site.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.SettingEdit;
import dev.hawkeye.schemas.SettingRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Records of the topic, in whatever order and state others have left them there. */
final class SettingsLogTest {
    private static final String TOPIC = "site-settings";

    private final List<SettingRecord> records = new ArrayList<>();
    private final SettingsLog read = new SettingsLog(TOPIC, (topic, bytes) -> records.get(bytes[0]));

    @Test
    void aRevisionHoldsWithItsLastEdit() {
        takeText("camera/gate");
        takeText("camera/yard");
        takeEdit(1, 0, 2, "camera/gate");
        assertThat(read.current().isNone()).isTrue();

        takeEdit(1, 1, 2, "camera/yard");

        assertThat(read.current().revision()).isEqualTo(1);
        assertThat(read.current().texts()).containsOnlyKeys("camera/gate", "camera/yard");
        assertThat(read.history().get(1L).edits()).extracting(Edit::key).containsExactly("camera/gate", "camera/yard");
    }

    @Test
    void aRevisionWithoutItsFirstEditIsNone() {
        takeEdit(1, 0, 1, "camera/gate");

        takeEdit(2, 1, 2, "camera/yard");

        assertThat(read.current().revision()).isEqualTo(1);
        assertThat(read.history()).containsOnlyKeys(1L);
    }

    @Test
    void theBeginningOfARevisionIsNotThatOfAnother() {
        takeEdit(1, 0, 2, "camera/gate");

        takeEdit(2, 1, 2, "camera/yard");

        assertThat(read.current().isNone()).isTrue();
        assertThat(read.history()).isEmpty();
    }

    private void takeText(String key) {
        take(key, new SettingRecord("{}", null));
    }

    private void takeEdit(long revision, int index, int edits, String key) {
        SettingEdit edit = new SettingEdit(revision, index, edits, "ann", Instant.EPOCH, "test", 0L, key, null, "{}");
        take(SettingKeys.change(revision, index), new SettingRecord(null, edit));
    }

    private void take(String key, SettingRecord record) {
        records.add(record);
        byte[] value = {(byte) (records.size() - 1)};
        read.take(new ConsumerRecord<>(TOPIC, 0, records.size(), key.getBytes(UTF_8), value));
    }
}
