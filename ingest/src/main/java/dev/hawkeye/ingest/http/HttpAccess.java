package dev.hawkeye.ingest.http;

import dev.hawkeye.ingest.config.NetworkAddress;
import dev.hawkeye.ingest.source.Deadline;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Makes the HTTP requests of one opening of a camera: to its address, and to the targets of its redirects and
 * playlists. The login is sent only to the camera's own host and port. Redirects are followed to http and https only,
 * never from https to http, and to other hosts only as far as {@link Reach} allows. A camera whose host name is not
 * valid in a URI, for example because it has a '_', is reached by its IP address. Messages contain no address. Not
 * thread-safe.
 */
public final class HttpAccess {
    private static final int MAX_REDIRECTS = 5;
    private static final long POLL_MILLIS = 20;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d*/(\\d{1,18})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /**
     * A response.
     *
     * @param body to be closed
     */
    private record Reply(int status, HttpHeaders headers, HttpBody body) {}

    /** Resolves a host name. */
    interface Lookup {
        InetAddress find(String host) throws UnknownHostException;
    }

    private final URI camera;
    private final String named; // the camera's host and port, as written in its playlists and redirects
    private final Lookup lookup;
    private final HttpLogin login;
    private final HttpClient client;
    private final Deadline deadline;
    private final Cookies cookies = new Cookies();

    /** @throws IOException when the host does not exist, with a message for the user */
    public HttpAccess(NetworkAddress address, boolean verifyCertificate, Deadline deadline) throws IOException {
        this(address, verifyCertificate, deadline, InetAddress::getByName);
    }

    /**
     * @param deadline of each request
     * @param lookup resolves a host name
     * @throws IOException when a host whose name is not valid in a URI cannot be resolved
     */
    public HttpAccess(NetworkAddress address, boolean verifyCertificate, Deadline deadline, Lookup lookup)
            throws IOException {
        this.lookup = lookup;
        this.named = address.uri().getRawAuthority();
        this.camera = address.isInternetHost()
                ? address.uri()
                : address.at(resolve(address.host())).uri();
        this.login = address.hasLogin() ? new HttpLogin(address.user(), address.password()) : null;
        this.client = HttpClients.of(verifyCertificate);
        this.deadline = deadline;
    }

    /**
     * Gets the whole resource at the camera's address.
     *
     * @throws IOException with a message for the user, such as "its response is 404"
     */
    public HttpAnswer get() throws IOException {
        return get(camera, 0, -1);
    }

    /**
     * @param from first byte wanted
     * @param to the byte after the last one wanted, -1 for all
     * @throws IOException with a message for the user, such as "its response is 404"
     */
    public HttpAnswer get(URI first, long from, long to) throws IOException {
        URI uri = askable(first);
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            Reply reply = logIn(uri, from, to);
            try {
                if (reply.status == 200 || reply.status == 206) {
                    HttpAnswer answer = answer(uri, reply, from);
                    reply = null; // the caller closes it
                    return answer;
                }
                if (reply.status < 300 || reply.status >= 400) {
                    throw new IOException(refusal(reply.status, isCamera(uri)));
                }
                uri = askable(next(uri, reply.headers.firstValue("Location").orElse("")));
            } finally {
                if (reply != null) {
                    reply.body.close();
                }
            }
        }
        throw new IOException("it redirects more than " + MAX_REDIRECTS + " times");
    }

    private URI askable(URI uri) {
        if (uri.getHost() != null || !named.equalsIgnoreCase(uri.getRawAuthority())) {
            return uri;
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(uri.getScheme() + "://" + camera.getRawAuthority() + uri.getRawPath() + query);
    }

    private static HttpAnswer answer(URI uri, Reply reply, long from) throws IOException {
        HttpHeaders headers = reply.headers;
        boolean partial = reply.status == 206;
        Matcher range = RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        String length = headers.firstValue("Content-Length").orElse("");
        long size = NUMBER.matcher(length).matches() ? Long.parseLong(length) : -1;
        if (partial && range.matches()) {
            size = Long.parseLong(range.group(2));
        }
        boolean atPlace = from == 0 || (partial && range.matches() && Long.parseLong(range.group(1)) == from);
        if (!atPlace) {
            throw new IOException("it does not return the part that was requested");
        }
        String type = headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        boolean ranges =
                partial || headers.firstValue("Accept-Ranges").orElse("").equalsIgnoreCase("bytes");
        return new HttpAnswer(uri, type, size, ranges, reply.body);
    }

    private String refusal(int status, boolean ours) {
        if (status != 401) {
            return "its response is " + status;
        }
        return login == null || !ours
                ? "it requires user and password (401)"
                : "it refuses user and password, or requires a login that is not supported (401)";
    }

    /** The target of a redirect, resolved against the address that redirected. */
    private static URI next(URI from, String location) throws IOException {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("it redirects to an invalid address");
        }
        if ("https".equals(from.getScheme()) && "http".equals(to.getScheme())) {
            throw new IOException("it redirects from https to http");
        }
        return to;
    }

    private Reply logIn(URI uri, long from, long to) throws IOException {
        boolean ours = isCamera(uri);
        while (true) {
            Reply reply = send(request(uri, from, to, ours));
            boolean settled = false;
            try {
                cookies.keep(uri, reply.headers);
                settled = !ours || login == null || settles(reply);
            } finally {
                if (!settled) {
                    reply.body.close();
                }
            }
            if (settled) {
                return reply;
            }
        }
    }

    /** @return false if the request should be repeated with another login */
    private boolean settles(Reply reply) {
        if (reply.status != 401) {
            login.accepted();
            return true;
        }
        if (login.learn(reply.headers.allValues("WWW-Authenticate"))) {
            return false;
        }
        login.forget();
        return true;
    }

    private boolean isCamera(URI uri) {
        return isSameServer(camera, uri);
    }

    /** Whether scheme, host and port are equal; a default port may be written or not. */
    static boolean isSameServer(URI one, URI other) {
        return one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other)
                && one.getScheme().equals(other.getScheme());
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? HTTPS_PORT : HTTP_PORT;
    }

    private HttpRequest request(URI uri, long from, long to, boolean ours) throws IOException {
        check(uri);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).header("User-Agent", "Hawkeye").header("Accept", "*/*");
        if (from > 0 || to >= 0) {
            request.header("Range", "bytes=" + from + "-" + (to < 0 ? "" : to - 1));
        }
        if (ours && login != null && login.isKnown()) {
            String path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
            request.header("Authorization", login.answer("GET", path));
        }
        cookies.of(uri).forEach(cookie -> request.header("Cookie", cookie));
        return request.build();
    }

    private void check(URI uri) throws IOException {
        String scheme = uri.getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme)) {
            throw new IOException("it points to an address that is neither http nor https");
        }
        if (uri.getHost() == null) {
            throw new IOException("a host by that name cannot be reached: use its IP address");
        }
        if (camera.getHost().equalsIgnoreCase(uri.getHost())) {
            return;
        }
        Reach own = Reach.of(resolve(camera.getHost()));
        if (!own.maySendTo(Reach.of(resolve(uri.getHost())))) {
            throw new IOException("it points to an address inside this machine or network");
        }
    }

    private InetAddress resolve(String host) throws IOException {
        try {
            return lookup.find(host);
        } catch (UnknownHostException e) {
            throw new IOException("there is no host by that name");
        }
    }

    private Reply send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> response =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofPublisher());
        try {
            while (true) {
                try {
                    return reply(response.get(POLL_MILLIS, TimeUnit.MILLISECONDS));
                } catch (TimeoutException e) {
                    if (deadline.givesUp()) {
                        throw new IOException("sent nothing");
                    }
                }
            }
        } catch (ExecutionException e) {
            throw new IOException(reason(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped");
        } finally {
            response.cancel(true); // no effect once it has arrived
        }
    }

    private Reply reply(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response) {
        HttpBody body = new HttpBody(deadline);
        response.body().subscribe(body); // without that, the connection could not be closed
        return new Reply(response.statusCode(), response.headers(), body);
    }

    /** The client's messages quote data from the camera, so they are not shown. */
    private String reason(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof UnresolvedAddressException || e instanceof UnknownHostException) {
                return "there is no host by that name";
            }
            if (e instanceof SSLException) {
                return "its certificate or its TLS is not accepted"
                        + (named.equalsIgnoreCase(camera.getRawAuthority())
                                ? ""
                                : " for its IP address, by which a host with such a name is reached")
                        + "; verify-certificate: false accepts any certificate";
            }
        }
        return failure instanceof ConnectException ? "Connection refused" : "its response is not HTTP, or breaks off";
    }
}
