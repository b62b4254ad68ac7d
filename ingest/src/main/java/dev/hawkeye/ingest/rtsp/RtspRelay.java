package dev.hawkeye.ingest.rtsp;

import dev.hawkeye.ingest.config.NetworkAddress;
import dev.hawkeye.ingest.http.HttpClients;
import dev.hawkeye.ingest.http.HttpLogin;
import dev.hawkeye.ingest.source.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs in to RTSP cameras that require a Digest algorithm other than MD5, the only one that FFmpeg supports: FFmpeg
 * connects to the relay, which forwards its messages to the camera with the login added. RTSP over TCP only, where the
 * video uses the same connection.
 *
 * <p>It listens on the loopback address until FFmpeg has connected, with a secret token in the url that no other
 * process knows. Two threads copy, one in each direction; both end when either side closes, or with {@link #close()}.
 */
public final class RtspRelay implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RtspRelay.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);
    private static final long POLL_MILLIS = 20;
    private static final int UNAUTHORIZED = 401;
    private static final int MAX_UNANSWERED = 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final NetworkAddress address;
    private final RtspConnection camera;
    private final HttpLogin login; // guarded by itself
    private final ServerSocket door;
    private final String entry;
    private final Map<Integer, Asked> unanswered = new ConcurrentHashMap<>();
    private final Thread toCamera = daemon(this::carryToCamera, "rtsp-login-to-camera");
    private int requests = 1; // guarded by login; each request has its own number; open() used the first
    private boolean refused; // guarded by login
    private volatile RtspConnection viewer;

    /** @param sequence FFmpeg's number for the request */
    private record Asked(RtspMessage request, int sequence) {}

    private RtspRelay(NetworkAddress address, RtspConnection camera, HttpLogin login, Duration patience)
            throws IOException {
        this.address = address;
        this.camera = camera;
        this.login = login;
        this.door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        byte[] token = new byte[16];
        RANDOM.nextBytes(token);
        this.entry = "rtsp://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + door.getLocalPort() + "/"
                + HexFormat.of().formatHex(token);
        try {
            door.setSoTimeout(Math.toIntExact(patience.toMillis()));
            toCamera.start();
        } catch (IOException | RuntimeException | Error e) {
            door.close();
            throw e;
        }
    }

    /**
     * Asks a camera that has refused FFmpeg which login it requires.
     *
     * @param patience how long FFmpeg may take to connect
     * @param deadline of the camera's response
     * @return a relay; empty when FFmpeg supports the login
     * @throws IOException with a message for the user
     */
    public static Optional<RtspRelay> open(
            NetworkAddress address, boolean verifyCertificate, Duration patience, Deadline deadline)
            throws IOException {
        Socket socket = new Socket();
        Thread watch = daemon(() -> closeInTime(socket, deadline), "rtsp-login-watch");
        Optional<RtspRelay> relay = Optional.empty();
        try {
            watch.start();
            RtspConnection camera = new RtspConnection(connect(socket, address, verifyCertificate));
            HttpLogin login = new HttpLogin(address.user(), address.password());
            camera.write(new RtspMessage(
                            "DESCRIBE " + address.uri() + " RTSP/1.0",
                            List.of("User-Agent: Hawkeye", "Accept: application/sdp"),
                            new byte[0])
                    .with("CSeq", "1"));
            RtspConnection.Part answer = camera.read();
            boolean ours = answer != null
                    && answer.message() != null
                    && answer.message().status() == UNAUTHORIZED
                    && login.learn(answer.message().values("WWW-Authenticate"))
                    && login.isBeyondMd5();
            if (ours) {
                relay = Optional.of(new RtspRelay(address, camera, login, patience));
            }
        } finally {
            watch.interrupt();
            if (relay.isEmpty()) {
                socket.close();
            }
        }
        return relay;
    }

    /** A time limit for each read would neither see a stop nor end with a camera that sends one byte after another. */
    private static void closeInTime(Socket socket, Deadline deadline) {
        try {
            while (!deadline.givesUp()) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            socket.close();
        } catch (InterruptedException e) {
            // the camera has responded
        } catch (IOException e) {
            log.debug("A connection did not close cleanly", e);
        }
    }

    /** @return a socket that is encrypted if the address says so, and uses the one given */
    private static Socket connect(Socket socket, NetworkAddress address, boolean verifyCertificate) throws IOException {
        int port = address.port() >= 0 ? address.port() : address.isEncrypted() ? 322 : 554;
        socket.connect(new InetSocketAddress(address.host(), port));
        if (!address.isEncrypted()) {
            return socket;
        }
        SSLSocket encrypted = (SSLSocket)
                HttpClients.tls(verifyCertificate).getSocketFactory().createSocket(socket, address.host(), port, true);
        if (verifyCertificate) {
            SSLParameters parameters = encrypted.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            encrypted.setSSLParameters(parameters);
        }
        encrypted.startHandshake();
        return encrypted;
    }

    /** The address for FFmpeg to open instead of the camera's. */
    public String target() {
        return entry + address.path();
    }

    private void carryToCamera() {
        try {
            RtspConnection.Part part = awaitViewer();
            daemon(this::carryToViewer, "rtsp-login-to-viewer").start();
            while (part != null) {
                if (part.packet() != null) {
                    camera.write(part.packet());
                } else if (part.message().isAnswer()) {
                    camera.write(part.message());
                } else {
                    int sequence = part.message().sequence();
                    ask(new Asked(toCamera(part.message()), sequence));
                }
                part = viewer.read();
            }
        } catch (IOException e) {
            log.debug("From FFmpeg to {}", address, e);
        } finally {
            closeAll();
        }
    }

    /** @return its first message */
    private RtspConnection.Part awaitViewer() throws IOException {
        while (true) {
            RtspConnection caller = new RtspConnection(door.accept());
            caller.setPatience(CLOSE_TIMEOUT.toMillis());
            try {
                RtspConnection.Part part = caller.read();
                if (part != null
                        && part.message() != null
                        && part.message().word(1).startsWith(entry)) {
                    caller.setPatience(0);
                    viewer = caller;
                    door.close();
                    return part;
                }
            } catch (IOException e) {
                log.debug("Unexpected client on the relay of {}", address, e);
            }
            caller.close();
        }
    }

    private RtspMessage toCamera(RtspMessage request) {
        String asked = request.word(1);
        String url = asked.startsWith(entry) ? address.root() + asked.substring(entry.length()) : asked;
        return request.withFirst(request.word(0) + " " + url + " RTSP/1.0");
    }

    private void ask(Asked asked) throws IOException {
        if (unanswered.size() > MAX_UNANSWERED) {
            throw new IOException("the camera does not answer");
        }
        synchronized (login) {
            int number = ++requests;
            unanswered.put(number, asked);
            RtspMessage request = asked.request.with("CSeq", Integer.toString(number));
            camera.write(
                    login.isKnown()
                            ? request.with("Authorization", login.answer(request.word(0), request.word(1)))
                            : request);
        }
    }

    private void carryToViewer() {
        try {
            for (RtspConnection.Part part = camera.read(); part != null; part = camera.read()) {
                if (part.packet() != null) {
                    viewer.write(part.packet());
                } else if (!part.message().isAnswer()) {
                    viewer.write(part.message());
                } else {
                    answered(part.message());
                }
            }
        } catch (IOException e) {
            log.debug("From {} to FFmpeg", address, e);
        } finally {
            closeAll();
        }
    }

    private void answered(RtspMessage answer) throws IOException {
        Asked asked = unanswered.remove(answer.sequence());
        if (asked == null) {
            return;
        }
        boolean again;
        synchronized (login) {
            if (answer.status() == UNAUTHORIZED) {
                again = !refused && login.learn(answer.values("WWW-Authenticate"));
                refused = !again; // FFmpeg will retry, and cameras count failed logins
            } else {
                again = false;
                login.accepted();
            }
        }
        if (again) {
            ask(asked);
        } else {
            viewer.write(answer.with("CSeq", Integer.toString(asked.sequence)));
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void closeAll() {
        try {
            door.close();
        } catch (IOException e) {
            log.debug("The relay of {} did not close cleanly", address, e);
        }
        RtspConnection caller = viewer;
        if (caller != null) {
            caller.close();
        }
        camera.close();
    }

    /** Call it after FFmpeg has closed its side; FFmpeg's TEARDOWN still reaches the camera. */
    @Override
    public void close() {
        if (viewer != null) {
            try {
                toCamera.join(CLOSE_TIMEOUT.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        closeAll();
    }
}
