package dev.hawkeye.testing.cameras;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An RTSP camera at a free port of 127.0.0.1 that sends a transport stream over TCP or UDP, repeatedly, to any client
 * that logs in as required.
 */
public final class RtspCamera implements AutoCloseable {
    private static final int PACKETS = 7 * 188; // transport stream bytes in one RTP packet
    private static final int BURST = 8;
    private static final Pattern PORT = Pattern.compile("client_port=(\\d+)");

    /** Decides whom the camera lets in. */
    public interface Guard {
        boolean admits(Request request);
    }

    /** One request. */
    public record Request(String method, String url, Map<String, String> headers) {
        /** @return the header's value, or an empty string */
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    private final Connections connections = new Connections("rtsp-camera", this::serve);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final byte[] stream;
    private final boolean overTcp;
    private final List<String> challenges;
    private final Guard guard;

    /**
     * @param transportStream the stream to send
     * @param overTcp whether TCP is accepted, too
     * @param challenges the WWW-Authenticate headers of a refusal
     */
    public RtspCamera(Path transportStream, boolean overTcp, List<String> challenges, Guard guard) throws IOException {
        this.stream = Files.readAllBytes(transportStream);
        this.overTcp = overTcp;
        this.challenges = challenges;
        this.guard = guard;
        connections.start();
    }

    /** @param login the login such as "joe:s3cret@", or empty */
    public String url(String login) {
        return "rtsp://" + login + "127.0.0.1:" + connections.port() + "/live?channel=1";
    }

    /** All requests so far. */
    public List<Request> requests() {
        return requests;
    }

    private void serve(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = connection.getOutputStream();
        String transport = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (!line.endsWith(" RTSP/1.0")) {
                continue; // receiver reports
            }
            Map<String, String> headers = new HashMap<>();
            for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
                String[] parts = header.split(":", 2);
                headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
            }
            String[] words = line.split(" ", 3);
            Request request = new Request(words[0], words[1], headers);
            requests.add(request);
            transport = request.method.equals("SETUP") ? request.header("Transport") : transport;
            String answer = answer(request);
            write(out, answer.replaceFirst("\r\n", "\r\nCSeq: " + request.header("CSeq") + "\r\n"));
            if (request.method.equals("PLAY") && answer.startsWith("RTSP/1.0 200")) {
                Matcher port = PORT.matcher(transport);
                int udp = port.find() ? Integer.parseInt(port.group(1)) : 0;
                connections.daemon(() -> send(out, udp, connection));
            }
        }
    }

    private String answer(Request request) {
        String ok = "RTSP/1.0 200 OK\r\nSession: 1\r\n";
        if (request.method.equals("OPTIONS")) {
            return ok + "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n\r\n";
        }
        if (!guard.admits(request)) {
            StringBuilder refusal = new StringBuilder("RTSP/1.0 401 Unauthorized\r\n");
            challenges.forEach(challenge ->
                    refusal.append("WWW-Authenticate: ").append(challenge).append("\r\n"));
            return refusal + "\r\n";
        }
        return switch (request.method) {
            case "DESCRIBE" -> {
                String session = """
                        v=0\r
                        o=- 1 1 IN IP4 127.0.0.1\r
                        s=camera\r
                        t=0 0\r
                        m=video 0 RTP/AVP 33\r
                        c=IN IP4 0.0.0.0\r
                        a=control:track1\r
                        """;
                yield ok + "Content-Base: " + request.url + "/\r\nContent-Type: application/sdp\r\nContent-Length: "
                        + session.length() + "\r\n\r\n" + session;
            }
            case "SETUP" -> {
                String transport = request.header("Transport").split(",", 2)[0];
                boolean tcp = transport.contains("/TCP");
                yield tcp && !overTcp
                        ? "RTSP/1.0 461 Unsupported Transport\r\n\r\n"
                        : ok + "Transport: " + transport + (tcp ? "" : ";server_port=6970-6971") + "\r\n\r\n";
            }
            default -> ok + "\r\n";
        };
    }

    private void send(OutputStream out, int udp, Socket connection) {
        try (DatagramSocket socket = udp == 0 ? null : new DatagramSocket()) {
            for (int number = 0; !connection.isClosed(); number++) {
                int at = (int) ((long) number * PACKETS % ((long) stream.length / PACKETS * PACKETS));
                ByteBuffer packet = ByteBuffer.allocate(4 + 12 + PACKETS);
                packet.put((byte) '$').put((byte) 0).putShort((short) (12 + PACKETS));
                packet.put((byte) 0x80).put((byte) 33).putShort((short) number);
                packet.putInt(number * 900).putInt(1).put(stream, at, PACKETS);
                if (udp == 0) {
                    write(out, packet.array());
                } else {
                    socket.send(new DatagramPacket(
                            packet.array(), 4, 12 + PACKETS, InetAddress.getByName("127.0.0.1"), udp));
                }
                if (number % BURST == 0) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
            }
        } catch (IOException e) {
            // The viewer has disconnected.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        write(out, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(OutputStream out, byte[] bytes) throws IOException {
        synchronized (out) {
            out.write(bytes);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        connections.close();
    }
}
