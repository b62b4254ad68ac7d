package dev.hawkeye.console.routes;

import dev.hawkeye.console.http.ApiException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The page's files, from the class path. Each has its digest as a strong ETag, so a browser revalidates every time and
 * downloads a file only when it has changed. Thread-safe.
 */
public final class Page {
    private static final String FOLDER = "/dev/hawkeye/console/page/";
    /** Names that cannot escape from the folder. */
    private static final Pattern PATH = Pattern.compile("([a-zA-Z0-9_-]+/){0,3}[a-zA-Z0-9_-]+(\\.[a-zA-Z0-9_-]+){1,3}");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "yaml", "application/yaml",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "webmanifest", "application/manifest+json");

    /**
     * Whether each request reads its file again, for {@code ./hawkeye dev}, so that a changed file shows up at the next
     * load.
     */
    private static final boolean RELOAD = Boolean.getBoolean("hawkeye.page.reload");

    /** Grows to the number of existing files. */
    private final Map<String, Resource> known = new ConcurrentHashMap<>();

    private static final class Resource {
        final byte[] bytes;
        final String etag;

        Resource(byte[] bytes) {
            this.bytes = bytes;
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
                etag = '"' + HexFormat.of().formatHex(digest) + '"';
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public void index(Context context) {
        answer(context, FOLDER + "index.html");
    }

    /** @param path below /assets/ */
    public void asset(Context context, String path) {
        if (!PATH.matcher(path).matches()) {
            throw missing();
        }
        answer(context, WebJars.find(path).orElse(FOLDER + path));
    }

    public void openApi(Context context) {
        answer(context, "/dev/hawkeye/console/openapi.yaml");
    }

    private void answer(Context context, String path) {
        Resource resource = find(path).orElseThrow(Page::missing);
        context.header("ETag", resource.etag).header("Cache-Control", "no-cache");
        if (resource.etag.equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        context.contentType(TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream"))
                .result(resource.bytes);
    }

    private Optional<Resource> find(String path) {
        Resource there = known.get(path);
        if (there != null) {
            return Optional.of(there);
        }
        try (InputStream stream = Page.class.getResourceAsStream(path)) {
            if (stream == null) {
                return Optional.empty();
            }
            Resource read = new Resource(stream.readAllBytes());
            if (!RELOAD) {
                known.put(path, read);
            }
            return Optional.of(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ApiException missing() {
        return new ApiException(404, "no such file: start at /");
    }
}
