package dev.hawkeye.ingest.config;

import dev.hawkeye.settings.LocalPath;
import dev.hawkeye.settings.Redaction;
import dev.hawkeye.settings.SettingException;
import dev.hawkeye.street.StreetSettings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kind of source that a camera's url names. */
public enum SourceKind {
    RTSP,
    HTTP,
    DEVICE,
    FILE,
    FOLDER,
    SYNTHETIC;

    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://.*", Pattern.DOTALL);
    private static final Pattern NETWORK =
            Pattern.compile("(?i)\\W*(rtsps?|https?)\\b(?!://)\\W*[:/].*", Pattern.DOTALL);
    private static final Pattern BARE_HOST =
            Pattern.compile("(?:\\d{1,3}(?:\\.\\d{1,3}){3}|[\\w.-]+:\\d{1,5})(?:[:/].*)?|//.*", Pattern.DOTALL);
    private static final String V4L2 = "v4l2:";

    /**
     * A path that is not a folder counts as a file, whether or not it exists.
     *
     * @throws SettingException when the scheme is unknown, the path is invalid, or the settings of the demo camera are;
     *     the message has no credentials
     */
    public static SourceKind of(String url) {
        if (url.startsWith(V4L2) || url.startsWith("/dev/video")) {
            return DEVICE;
        }
        if (StreetSettings.isAddress(url)) {
            return synthetic(url);
        }
        Matcher scheme = SCHEME.matcher(url);
        if (!scheme.matches() || LocalPath.isAddress(url)) {
            Path path = path(url);
            if (!Files.exists(path)) {
                refuseMistyped(url);
            }
            return Files.isDirectory(path) ? FOLDER : FILE;
        }
        SourceKind kind = switch (scheme.group(1).toLowerCase(Locale.ROOT)) {
            case "rtsp", "rtsps" -> RTSP;
            case "http", "https" -> HTTP;
            default ->
                throw new SettingException(
                        "url",
                        "must be rtsp://, rtsps://, http://, https://, a video device, a video file, a folder of pictures or"
                                + " synthetic:street",
                        Redaction.redact(url));
        };
        refuseBlanks(url);
        NetworkAddress.parse(url);
        return kind;
    }

    private static SourceKind synthetic(String url) {
        try {
            StreetSettings.parse(url);
            return SYNTHETIC;
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    "url", "must be a valid synthetic camera", Redaction.redact(url), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Rejects a path that does not exist and looks like a camera's address; otherwise it would be retried as a file
     * forever.
     */
    private static void refuseMistyped(String url) {
        refuseBlanks(url);
        Matcher network = NETWORK.matcher(url);
        if (network.matches()) {
            throw mistyped("must begin with " + network.group(1).toLowerCase(Locale.ROOT) + "://", url);
        }
        boolean bare = !LocalPath.isAddress(url) && BARE_HOST.matcher(url).matches();
        if (bare || !Redaction.redact(url).equals(url)) {
            throw mistyped("must begin with rtsp:// or http:// if it is an address", url);
        }
    }

    private static void refuseBlanks(String url) {
        if (!url.equals(url.strip())) {
            throw mistyped("must not have a blank before or after it", url);
        }
    }

    private static SettingException mistyped(String rule, String url) {
        return new SettingException("url", rule, "'" + Redaction.redact(url) + "'");
    }

    /** @return the path that a url of kind FILE or FOLDER names */
    public static Path path(String url) {
        try {
            return LocalPath.of(url);
        } catch (InvalidPathException e) {
            throw new SettingException("url", "must be an address or a path", Redaction.redact(url));
        }
    }

    /** @return the device that a url of kind DEVICE names */
    public static String device(String url) {
        return url.startsWith(V4L2) ? url.substring(V4L2.length()) : url;
    }
}
