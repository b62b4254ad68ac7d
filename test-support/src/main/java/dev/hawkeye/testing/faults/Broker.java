package dev.hawkeye.testing.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The broker in a process of its own, at one port and on one directory however often it is started. */
final class Broker implements AutoCloseable {
    private static final int CONNECT_MILLIS = 200;

    private final List<String> program;
    private final int port = Ports.free();
    private final Path log;
    private ChildProcess process;

    Broker(Path directory) {
        log = directory.resolve("broker.log");
        program = List.of(
                "-Xmx256m",
                BrokerProcess.class.getName(),
                directory.resolve("kafka").toString(),
                Integer.toString(port));
    }

    String bootstrapServers() {
        return Ports.HOST + ":" + port;
    }

    void start() throws IOException {
        process = ChildProcess.start(program, Map.of(), log);
    }

    boolean listens() {
        process.requireAlive("broker");
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(Ports.HOST), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    ChildProcess process() {
        return process;
    }

    Path log() {
        return log;
    }

    @Override
    public void close() {
        if (process != null) {
            process.kill();
        }
    }
}
