package dev.hawkeye.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SettingExceptionTest {
    private final SettingException lanes = new SettingException("lanes", "must be 0 to 8", 9, "use fewer");

    @Test
    void saysKeyRuleValueAndRemedyInOneLine() {
        assertThat(lanes).hasMessage("lanes must be 0 to 8, got: 9; use fewer");
        assertThat(new SettingException("lanes", "must be 0 to 8", 9)).hasMessage("lanes must be 0 to 8, got: 9");
        assertThat(new SettingException("", "cannot be used", null)).hasMessage("cannot be used");
    }

    @Test
    void hasEachOfThem() {
        assertThat(lanes.key()).isEqualTo("lanes");
        assertThat(lanes.rule()).isEqualTo("must be 0 to 8");
        assertThat(lanes.value()).isEqualTo("9");
        assertThat(lanes.remedy()).isEqualTo("use fewer");
    }

    @Test
    void isCompletedWithTheSectionOfItsKey() {
        assertThat(lanes.at("detector")).hasMessage("detector.lanes must be 0 to 8, got: 9; use fewer");
        assertThat(lanes.at("").key()).isEqualTo("lanes");
        assertThat(new SettingException("", "must be a number", "x").at("cameras[0].fps"))
                .hasMessage("cameras[0].fps must be a number, got: x");
    }

    @Test
    void namesASubjectUntilTheWholePathIsKnown() {
        SettingException named = lanes.in("camera 'gate'");

        assertThat(named).hasMessage("camera 'gate': lanes must be 0 to 8, got: 9; use fewer");
        assertThat(named.at("cameras[0]")).hasMessage("cameras[0].lanes must be 0 to 8, got: 9; use fewer");
    }

    @Test
    void isThrownByACheckThatFails() {
        assertThat(failure(() -> Check.range("batch", 9, 1, 8))).hasMessage("batch must be 1 to 8, got: 9");
        assertThat(failure(() -> Check.atLeast("backlog", 0, 1))).hasMessage("backlog must be at least 1, got: 0");
        assertThat(failure(() -> Check.zeroToOne("iou", Float.NaN))).hasMessage("iou must be 0 to 1, got: NaN");
        assertThat(failure(() -> Check.positive("age", Duration.ZERO))).hasMessage("age must be positive, got: PT0S");
        assertThat(failure(() -> Check.positive("age", (Duration) null))).hasMessage("age must be positive, got: null");
        assertThat(failure(() -> Check.positive("cache", new DataSize(0))))
                .hasMessage("cache must be positive, got: 0 B");
        assertThat(failure(() -> Check.zeroOrMore("grace", Duration.ofSeconds(-2))))
                .hasMessage("grace must be zero or more, got: PT-2S");
        assertThat(failure(() -> Check.atLeastOneMilli("window", Duration.ofNanos(1))))
                .hasMessage("window must be at least 1 ms, got: PT0.000000001S");
    }

    @Test
    void isNotThrownByACheckThatHolds() {
        assertThatCode(() -> {
                    Check.range("batch", 1, 1, 8);
                    Check.range("batch", 8, 1, 8);
                    Check.atLeast("backlog", 1, 1);
                    Check.zeroToOne("iou", 1);
                    Check.positive("age", Duration.ofNanos(1));
                    Check.zeroOrMore("grace", Duration.ZERO);
                    Check.atLeastOneMilli("window", Duration.ofMillis(1));
                })
                .doesNotThrowAnyException();
    }

    private static SettingException failure(Runnable check) {
        return catchThrowableOfType(SettingException.class, check::run);
    }
}
