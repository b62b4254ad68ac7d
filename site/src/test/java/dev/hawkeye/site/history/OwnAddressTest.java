package dev.hawkeye.site.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.site.config.HttpConfig;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnAddressTest {
    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1:8081", "192.0.2.7, 192.0.2.7:8081", "::1, [::1]:8081", "[::1], [::1]:8081"})
    void isWhereTheServerListens(String host, String address) {
        assertThat(OwnAddress.of(new HttpConfig(host, 8080, ""), 8081)).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0", "::"})
    void isTheNameOfTheMachineWhenTheServerListensEverywhere(String host) {
        HostInfo address = HostInfo.buildFromEndpoint(OwnAddress.of(new HttpConfig(host, 8080, ""), 8081));

        assertThat(address.host()).isNotEqualTo(host).isNotBlank();
        assertThat(address.port()).isEqualTo(8081);
    }

    @Test
    void isOneThatKafkaStreamsUnderstands() {
        assertThat(HostInfo.buildFromEndpoint(OwnAddress.of(new HttpConfig("::1", 0, ""), 8081)))
                .isEqualTo(new HostInfo("::1", 8081));
    }
}
