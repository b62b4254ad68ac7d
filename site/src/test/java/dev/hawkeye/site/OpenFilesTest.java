package dev.hawkeye.site;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hawkeye.settings.UserException;
import org.junit.jupiter.api.Test;

class OpenFilesTest {
    @Test
    void tooFewAreRefusedWithTheRemedyBeforeKafkaStarts() {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> OpenFiles.requireEnough(256))
                .withMessageContaining("256")
                .withMessageContaining("ulimit -n 4096");
    }

    @Test
    void whatLinuxGivesByDefaultIsEnough() {
        assertThatCode(() -> OpenFiles.requireEnough(1024)).doesNotThrowAnyException();
    }
}
