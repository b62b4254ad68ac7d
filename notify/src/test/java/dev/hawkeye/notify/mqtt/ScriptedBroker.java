package dev.hawkeye.notify.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.testing.Ports;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A broker that speaks as much MQTT 5 as is needed to answer as told, also in ways that Mosquitto does not. */
final class ScriptedBroker implements AutoCloseable {
    private static final int CONNECT = 1;
    private static final int PUBLISH = 3;
    private static final int SUBSCRIBE = 8;
    private static final int PING = 12;
    private static final int DISCONNECT = 14;

    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> published = new CopyOnWriteArrayList<>();
    private final AtomicInteger connected = new AtomicInteger();
    private volatile CountDownLatch acceptance = new CountDownLatch(0);
    private volatile int mostBytes;
    private volatile int connectReason;
    private volatile int publishReason;
    private volatile int subscribeReason = 1;
    private volatile String words = "";
    private volatile boolean isDeaf;
    private volatile int leavesAbove = Integer.MAX_VALUE;

    ScriptedBroker() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getByName(Ports.HOST));
        daemon(this::accept);
    }

    String url() {
        return "mqtt://" + Ports.HOST + ":" + server.getLocalPort();
    }

    /** Announces a maximum packet size. */
    void limit(int bytes) {
        mostBytes = bytes;
    }

    /** Ends connections, saying that a packet is too large, without having announced it. */
    void leaveAbove(int bytes) {
        leavesAbove = bytes;
    }

    /** Refuses connections. */
    void refuse(int reason, String itsWords) {
        connectReason = reason;
        words = itsWords;
    }

    void answerPublications(int reason) {
        publishReason = reason;
    }

    void answerSubscriptions(int reason) {
        subscribeReason = reason;
        isDeaf = false;
    }

    void ignoreSubscriptions() {
        isDeaf = true;
    }

    /** Lets connections wait to be accepted, until the latch is open. */
    void acceptAfter(CountDownLatch latch) {
        acceptance = latch;
    }

    /** Topics and payloads. */
    List<String> published() {
        return List.copyOf(published);
    }

    /** How many asked to connect and have not gone. */
    int connected() {
        return connected.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private void serve(Socket socket) {
        boolean counted = false;
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                int head = in.readUnsignedByte();
                ByteBuffer packet = ByteBuffer.wrap(in.readNBytes(number(in)));
                int type = head >> 4;
                if (type == CONNECT) {
                    counted = true;
                    connected.incrementAndGet();
                    daemon(() -> answerConnect(socket));
                } else if (type == DISCONNECT) {
                    return;
                } else if (type == PUBLISH && packet.capacity() > leavesAbove) {
                    send(socket, 0xe0, 0x95, 0);
                    return;
                } else {
                    answer(socket, type, packet);
                }
            }
        } catch (IOException e) {
            // The other side is gone.
        } finally {
            if (counted) {
                connected.decrementAndGet();
            }
        }
    }

    private void answerConnect(Socket socket) {
        try {
            acceptance.await();
            ByteArrayOutputStream properties = new ByteArrayOutputStream();
            if (mostBytes > 0) {
                properties.write(0x27);
                properties.writeBytes(ByteBuffer.allocate(4).putInt(mostBytes).array());
            }
            if (!words.isEmpty()) {
                properties.write(0x1f);
                properties.write(0);
                properties.write(words.length());
                properties.writeBytes(words.getBytes(UTF_8));
            }
            byte[] all = properties.toByteArray();
            byte[] body = ByteBuffer.allocate(all.length + 3)
                    .put((byte) 0)
                    .put((byte) connectReason)
                    .put((byte) all.length)
                    .put(all)
                    .array();
            send(socket, 0x20, body);
        } catch (IOException | InterruptedException e) {
            // The other side is gone.
        }
    }

    private void answer(Socket socket, int type, ByteBuffer packet) throws IOException {
        if (type == PING) {
            send(socket, 0xd0);
        } else if (type == SUBSCRIBE && !isDeaf) {
            send(socket, 0x90, packet.get(), packet.get(), 0, subscribeReason);
        } else if (type == PUBLISH) {
            byte[] topic = new byte[packet.getShort()];
            packet.get(topic);
            int high = packet.get();
            int low = packet.get();
            packet.position(packet.get() + packet.position());
            byte[] payload = new byte[packet.remaining()];
            packet.get(payload);
            if (publishReason == 0) {
                published.add(new String(topic, UTF_8) + " " + new String(payload, UTF_8));
            }
            send(socket, 0x40, high, low, publishReason, 0);
        }
    }

    private static void send(Socket socket, int head, int... body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int each : body) {
            bytes.write(each);
        }
        send(socket, head, bytes.toByteArray());
    }

    private static void send(Socket socket, int head, byte[] body) throws IOException {
        ByteBuffer packet = ByteBuffer.allocate(2 + body.length);
        packet.put((byte) head).put((byte) body.length).put(body);
        socket.getOutputStream().write(packet.array());
    }

    private static int number(DataInputStream in) throws IOException {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int each = in.readUnsignedByte();
            value |= (each & 0x7f) << shift;
            if (each < 0x80) {
                return value;
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-broker");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
