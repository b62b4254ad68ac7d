package dev.hawkeye.ingest.http;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookieStore;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The cookies of one opening of a camera. Keeps the newest ones alone, because a camera may invent others with every
 * response. Not thread-safe.
 */
final class Cookies {
    private static final int MAX_COOKIES = 20;
    private static final int MAX_LENGTH = 4096; // characters of one, with its attributes
    private static final String SET = "Set-Cookie";

    private final CookieManager manager = new CookieManager(new Newest(), null);

    /** Keeps the cookies that a response sets. */
    void keep(URI uri, HttpHeaders headers) throws IOException {
        List<String> set = headers.allValues(SET).stream()
                .filter(cookie -> cookie.length() <= MAX_LENGTH)
                .toList();
        manager.put(uri, Map.of(SET, set));
    }

    /** @return values of the Cookie headers of a request */
    List<String> of(URI uri) throws IOException {
        return manager.get(uri, Map.of()).getOrDefault("Cookie", List.of()).stream()
                .filter(cookie -> !cookie.isEmpty())
                .toList();
    }

    private record Kept(URI from, HttpCookie cookie) {
        boolean isFor(URI uri) {
            return uri.getHost().equalsIgnoreCase(from.getHost())
                    || HttpCookie.domainMatches(cookie.getDomain(), uri.getHost());
        }
    }

    /** The manager checks paths and the attribute Secure; this, the hosts. */
    private static final class Newest implements CookieStore {
        private final List<Kept> all = new ArrayList<>();

        @Override
        public void add(URI uri, HttpCookie cookie) {
            remove(uri, cookie);
            if (!cookie.hasExpired()) {
                all.add(new Kept(uri, cookie));
            }
            if (all.size() > MAX_COOKIES) {
                all.remove(0);
            }
        }

        @Override
        public List<HttpCookie> get(URI uri) {
            all.removeIf(kept -> kept.cookie.hasExpired());
            return all.stream()
                    .filter(kept -> kept.isFor(uri))
                    .map(Kept::cookie)
                    .toList();
        }

        @Override
        public List<HttpCookie> getCookies() {
            return all.stream().map(Kept::cookie).toList();
        }

        @Override
        public List<URI> getURIs() {
            return all.stream().map(Kept::from).distinct().toList();
        }

        @Override
        public boolean remove(URI uri, HttpCookie cookie) {
            return all.removeIf(kept -> kept.cookie.equals(cookie));
        }

        @Override
        public boolean removeAll() {
            boolean any = !all.isEmpty();
            all.clear();
            return any;
        }
    }
}
