package dev.hawkeye.app.reset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedYesTest {
    @Test
    void asksForTheWordAndTakesIt() {
        List<String> prompts = new ArrayList<>();

        assertThat(TypedYes.typed("Do this?", prompt -> {
                    prompts.add(prompt);
                    return " yes ";
                }))
                .hasValue(true);
        assertThat(prompts).containsExactly("Do this? Type yes: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "y", "YES", "no", "yes please"})
    void takesNothingElse(String line) {
        assertThat(TypedYes.typed("Do this?", prompt -> line)).hasValue(false);
    }

    @Test
    void noticesThatNobodyIsThere() {
        assertThat(TypedYes.typed("Do this?", prompt -> null)).isEmpty();
    }
}
