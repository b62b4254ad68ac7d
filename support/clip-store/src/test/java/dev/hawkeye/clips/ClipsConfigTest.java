package dev.hawkeye.clips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClipsConfigTest {

    @ParameterizedTest
    @ValueSource(strings = {"/var/lib/clips", "clips", "s3://clips", "s3://clips/site1", "s3://my.bucket/a/b/"})
    void takes_folders_and_buckets(String storage) {
        assertThat(ClipStoreTest.config(storage, "", "").isUsed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://", "s3://A_B", "s3://user:secret@bucket/x", "https://example.org/", "s3://b/%2e%2e"})
    void takes_nothing_else_for_a_storage(String storage) {
        assertThatThrownBy(() -> ClipStoreTest.config(storage, "", ""))
                .hasMessageStartingWith("storage must be a folder or s3://BUCKET/PREFIX, got: ");
    }

    @ParameterizedTest
    @CsvSource({"s3.example.org", "https://user:secret@s3.example.org", "ftp://s3.example.org", "https://h/path"})
    void an_endpoint_is_an_address_without_a_user(String endpoint) {
        assertThatThrownBy(() -> ClipStoreTest.config("s3://clips", endpoint, ""))
                .hasMessageStartingWith("endpoint must be like https://s3.example.org:9000")
                .hasMessageNotContaining("secret");
    }

    @Test
    void credentials_are_two_words() {
        assertThatThrownBy(() -> ClipStoreTest.config("s3://clips", "", "onlyasecret"))
                .hasMessageStartingWith("credentials must be ACCESS-KEY:SECRET-KEY")
                .hasMessageNotContaining("onlyasecret");
    }

    @Test
    void nothing_is_recorded_by_default() {
        assertThat(ClipsConfig.NONE.isUsed()).isFalse();
    }
}
