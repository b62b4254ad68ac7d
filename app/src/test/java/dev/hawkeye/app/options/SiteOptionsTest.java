package dev.hawkeye.app.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.SchemaRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SiteOptionsTest {
    @Test
    void aRegistryThatIsAwayIsNamedOnceWithTheRemedies() throws IOException {
        // given
        String url;
        try (ServerSocket unused = new ServerSocket(0)) {
            url = "http://127.0.0.1:" + unused.getLocalPort();
        }
        try (SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, url))) {
            RegistryException failure = catchThrowableOfType(RegistryException.class, () -> registry.schemaOf(7));

            // when
            String message = SiteOptions.unreachable(failure).getMessage();

            // then
            assertThat(message)
                    .startsWith("the schema registry at " + url + " cannot be reached, start it or fix")
                    .endsWith("; --registry URL names another one")
                    .containsOnlyOnce(url);
        }
    }
}
