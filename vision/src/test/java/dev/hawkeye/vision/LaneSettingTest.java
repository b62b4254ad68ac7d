package dev.hawkeye.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LaneSettingTest {
    @Test
    void comparesOneRunOverAllCoresOneForEachAndBatches() {
        assertThat(LaneSetting.candidates(8, 4, 0))
                .containsExactly(new LaneSetting(1, 8, 1), new LaneSetting(8, 1, 1), new LaneSetting(8, 1, 4));
    }

    @Test
    void keepsToAFixedBatch() {
        assertThat(LaneSetting.candidates(8, 4, 2)).containsExactly(new LaneSetting(1, 8, 2), new LaneSetting(8, 1, 2));
    }

    @Test
    void repeatsNothing() {
        assertThat(LaneSetting.candidates(1, 1, 0)).containsExactly(new LaneSetting(1, 1, 1));
    }

    @Test
    void refusesNothingToWorkWith() {
        assertThatThrownBy(() -> new LaneSetting(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsWell() {
        assertThat(new LaneSetting(1, 2, 4)).hasToString("1 at a time × 2 threads × batch 4");
        assertThat(new LaneSetting(2, 1, 1)).hasToString("2 at a time × 1 thread × batch 1");
    }
}
