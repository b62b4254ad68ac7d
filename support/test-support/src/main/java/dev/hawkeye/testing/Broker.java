package dev.hawkeye.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A broker in its own process, always at the same port and with the same directory however often it is started, until
 * {@link #close()}. Not thread-safe.
 */
public final class Broker implements AutoCloseable {
    private static final int CONNECT_MILLIS = 200;

    private final List<String> program;
    private final int port = Ports.free();
    private final Path log;
    private ChildProcess process;

    /** @param directory the directory for its data and its log; starts nothing yet */
    public Broker(Path directory) {
        log = directory.resolve("broker.log");
        program = List.of(
                "-Xmx256m",
                BrokerProcess.class.getName(),
                directory.resolve("kafka").toString(),
                Integer.toString(port));
    }

    /** Its address, even while it is down. */
    public String bootstrapServers() {
        return Ports.HOST + ":" + port;
    }

    /** Returns at once; see {@link #listens()}. */
    public void start() throws IOException {
        process = ChildProcess.start(program, Map.of(), log);
    }

    /** @throws IllegalStateException when the broker has ended on its own; the message contains its log */
    public boolean listens() {
        process.requireAlive("broker");
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(Ports.HOST), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public ChildProcess process() {
        return process;
    }

    public Path log() {
        return log;
    }

    @Override
    public void close() {
        if (process != null) {
            process.kill();
        }
    }
}
