package dev.hawkeye.ingest.config;

import dev.hawkeye.settings.Redaction;
import dev.hawkeye.settings.SettingException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a camera is on the network, and how to log in there.
 *
 * <p>Users write passwords unescaped. A password with '/', '#', '?', '@' or '%' is accepted if the address is
 * unambiguous: what follows {@code user:} must not be a port, and only one '@' may be followed by a host. Ambiguous
 * addresses are rejected, so that no part of a password is ever looked up as a host.
 *
 * @param scheme in lower case
 * @param user null without login
 * @param password null without login; may be empty
 * @param host name or literal, an IPv6 literal without brackets
 * @param port -1 for the scheme's default
 * @param path with the query, beginning with '/'; without fragment
 */
public record NetworkAddress(String scheme, String user, String password, String host, int port, String path) {
    private static final Pattern ADDRESS = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://(.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("[^/?#]*");
    private static final Pattern NAME = Pattern.compile("([\\p{L}\\p{N}._-]+)(?::(\\d{1,5}))?");
    private static final Pattern BRACKETS =
            Pattern.compile("\\[([0-9a-fA-F:.]+(?:%(?:25)?[\\w.-]+)?)](?::(\\d{1,5}))?");
    private static final Pattern IPV6 = Pattern.compile("((?=(?:[^:]*:){2})[0-9a-fA-F:.]+)(?:%[\\w.-]+)?");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final Pattern ESCAPE = Pattern.compile("%[0-9a-fA-F]{2}");
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final String OF_A_PATH = UNRESERVED + "/?:@!$&'()*+,;=";
    private static final int MAX_PORT = 65_535;
    private static final String REMEDY =
            "in user and password write / as %2F, # as %23, ? as %3F, @ as %40, : as %3A and"
                    + " % as %25, and elsewhere @ as %40";

    /** @throws SettingException when it is invalid or ambiguous; the message has no secrets */
    public static NetworkAddress parse(String url) {
        Matcher address = ADDRESS.matcher(url);
        if (!address.matches()) {
            throw new SettingException("url", "must be an address", Redaction.redact(url));
        }
        String rest = address.group(2);
        int at = endOfLogin(url, rest);
        Matcher authority = AUTHORITY.matcher(rest).region(at + 1, rest.length());
        authority.lookingAt();
        Place place = Place.of(authority.group());
        if (place == null && Place.lacksBrackets(authority.group())) {
            throw new SettingException(
                    "url",
                    "must have its IPv6 address in brackets where a port may follow, such as [2001:db8::7]:554",
                    Redaction.redact(url));
        }
        if (place == null || place.port > MAX_PORT) {
            throw new SettingException("url", "must name a host, and a port by its number", Redaction.redact(url));
        }
        String login = at < 0 ? null : rest.substring(0, at);
        int colon = login == null ? -1 : login.indexOf(':');
        String path = rest.substring(authority.end());
        int fragment = path.indexOf('#');
        path = escape(fragment < 0 ? path : path.substring(0, fragment), OF_A_PATH);
        return new NetworkAddress(
                address.group(1).toLowerCase(Locale.ROOT),
                login == null ? null : unescape(colon < 0 ? login : login.substring(0, colon)),
                login == null ? null : colon < 0 ? "" : unescape(login.substring(colon + 1)),
                place.host,
                place.port,
                path.startsWith("/") ? path : "/" + path);
    }

    /** @return index of the '@' after user and password, or -1 if there are none */
    private static int endOfLogin(String url, String rest) {
        Matcher authority = AUTHORITY.matcher(rest);
        authority.lookingAt();
        String first = authority.group();
        int at = first.lastIndexOf('@');
        boolean later = rest.indexOf('@', first.length()) >= 0;
        if (!later) {
            return at;
        }
        Place place = Place.of(first.substring(at + 1));
        boolean certain = place != null && (place.literal || (at < 0 && place.port < 0));
        if (certain && !rest.startsWith("#", first.length())) {
            return at;
        }
        List<Integer> candidates = new ArrayList<>();
        for (int i = rest.indexOf('@'); i >= 0; i = rest.indexOf('@', i + 1)) {
            Matcher host = AUTHORITY.matcher(rest).region(i + 1, rest.length());
            host.lookingAt();
            if (Place.of(host.group()) != null) {
                candidates.add(i);
            }
        }
        boolean userFirst = first.indexOf(':') >= 0 && (place == null || rest.startsWith("#", first.length()));
        if (userFirst && candidates.size() == 1) {
            return candidates.get(0);
        }
        throw new SettingException("url", "can be read in more than one way", Redaction.redact(url), REMEDY);
    }

    /** Whether it names a user. */
    public boolean hasLogin() {
        return user != null;
    }

    /**
     * Whether the host is valid in a URI. Container names, for example, may contain '_', which Internet host names may
     * not.
     */
    public boolean isInternetHost() {
        try {
            return uri().getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether the camera is reached over TLS. */
    public boolean isEncrypted() {
        return scheme.equals("https") || scheme.equals("rtsps");
    }

    /** Scheme, host and port. */
    public String root() {
        return scheme + "://" + hostAndPort();
    }

    /** The whole address in its strictest form, with login, for FFmpeg. */
    public String withLogin() {
        String login = user == null ? "" : escapeAll(user) + ":" + escapeAll(password) + "@";
        return scheme + "://" + login + hostAndPort() + path;
    }

    /** The address without the login. */
    public URI uri() {
        return URI.create(root() + path);
    }

    /** The same with the host's IP address in place of its name. */
    public NetworkAddress at(InetAddress ip) {
        return new NetworkAddress(scheme, user, password, ip.getHostAddress(), port, path);
    }

    private String hostAndPort() {
        String shown = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port < 0 ? shown : shown + ":" + port;
    }

    private static String escapeAll(String text) {
        return escape(text.replace("%", "%25"), UNRESERVED);
    }

    /** Escapes characters that are not allowed and not already escaped. */
    private static String escape(String text, String allowed) {
        StringBuilder escaped = new StringBuilder();
        Matcher escape = ESCAPE.matcher(text);
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (allowed.indexOf(point) >= 0
                    || (point == '%' && escape.region(i, text.length()).lookingAt())) {
                escaped.appendCodePoint(point);
            } else {
                for (byte one : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    escaped.append(String.format(Locale.ROOT, "%%%02X", one));
                }
            }
            i += Character.charCount(point);
        }
        return escaped.toString();
    }

    /** A '%' that does not begin an escape stands for itself. */
    private static String unescape(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] found = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            if (low >= 0) {
                found[length++] = (byte) (high * 16 + low);
                i += 2;
            } else {
                found[length++] = bytes[i];
            }
        }
        return new String(found, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "NetworkAddress[" + root() + "]";
    }

    /**
     * A host with its port.
     *
     * @param literal whether it is written as an IP address
     */
    private record Place(String host, int port, boolean literal) {

        /** @return null when it is not one */
        static Place of(String text) {
            Matcher brackets = BRACKETS.matcher(text);
            if (brackets.matches()) {
                return new Place(brackets.group(1).replace("%25", "%"), port(brackets.group(2)), true);
            }
            int colon = text.lastIndexOf(':');
            boolean port =
                    colon > 0 && PORT.matcher(text.substring(colon + 1)).matches() && isIpv6(text.substring(0, colon));
            if (isIpv6(text)) {
                return port ? null : new Place(text, -1, true);
            }
            if (port) {
                return new Place(text.substring(0, colon), port(text.substring(colon + 1)), true);
            }
            Matcher name = NAME.matcher(text);
            return name.matches()
                    ? new Place(
                            name.group(1),
                            port(name.group(2)),
                            IPV4.matcher(name.group(1)).matches())
                    : null;
        }

        /** Whether the last group of an IPv6 address could also be a port. */
        static boolean lacksBrackets(String text) {
            return of(text) == null && isIpv6(text);
        }

        private static boolean isIpv6(String text) {
            Matcher literal = IPV6.matcher(text);
            if (!literal.matches()) {
                return false;
            }
            try {
                return InetAddress.getByName("[" + literal.group(1) + "]") instanceof Inet6Address; // resolves nothing
            } catch (UnknownHostException e) {
                return false;
            }
        }

        private static int port(String digits) {
            return digits == null ? -1 : Integer.parseInt(digits);
        }
    }
}
