package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The settings of proxies in deploy/proxy let through what the page sends. The others have no limit below it. */
final class ProxyFilesTest {
    private static final Path FOLDER = Path.of("..", "deploy", "proxy");

    @Test
    void nginxTakesAPictureEverywhereAndTheLargestModelWhereModelsArePublished() throws IOException {
        String all = Files.readString(FOLDER.resolve("nginx.conf"));

        assertThat(ofModels(all)).contains("client_max_body_size 512m;", "proxy_request_buffering off;", "proxy_pass ");
        assertThat(all.substring(0, all.indexOf("location "))).contains("client_max_body_size 11m;");
    }

    private static String ofModels(String all) {
        Matcher found =
                Pattern.compile("location = /api/admin/models \\{([^}]*)}").matcher(all);
        return found.find() ? found.group(1) : "";
    }
}
