package dev.hawkeye.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenPartsTest {
    private static final String KEY = "0f8c0f8c0f8c0f8c";

    @ParameterizedTest
    @CsvSource({
        "/a/b, no /a/b here, no … here",
        "/a/b, a b and /a, a b and /a",
        "/services/T0000/long-secret, no service long-secret, no service …",
        "/services/T0000/long-secret, no SERVICES/T0000/LONG-SECRET, no …",
        "/caf%C3%A9-latte, no /café-latte or caf%c3%a9-latte, no … or …",
        "/hook?token=long-secret&x=1, no x=1 but token long-secret, no x=1 but token …",
        "/hook?token=long-secret&x=1, no ?token=long-secret&x=1, no ?…",
        "/hook?t=a+long+secret, no 'a long secret' or a+long+secret, no '…' or …",
        "/, it is at /, it is at /",
        "/, your key 0f8c0f8c0f8c0f8c, your key …",
        "/long-secret, it ends with long-se, it ends with …",
        "/long-secret, it ends with lo, it ends with lo"
    })
    void hidesWhatMayBeASecret(String address, String said, String shown) {
        HiddenParts hidden = HiddenParts.of(URI.create("https://alarms.example.org" + address), KEY);

        assertThat(hidden.hide(said)).isEqualTo(shown);
    }
}
