package dev.hawkeye.testing.cameras;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The connections of a camera at a free port of 127.0.0.1, each served on its own thread. */
final class Connections implements AutoCloseable {

    /** Serves one connection, which is closed afterwards. */
    interface Service {
        void serve(Socket connection) throws IOException;
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> all = new CopyOnWriteArrayList<>();
    private final String name;
    private final Service service;

    /** @param name the name of its threads */
    Connections(String name, Service service) throws IOException {
        this.name = name;
        this.service = service;
    }

    /** Starts accepting connections. */
    void start() {
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** The number of connections so far. */
    int count() {
        return all.size();
    }

    boolean isClosed() {
        return server.isClosed();
    }

    /** Cuts the current connections; new ones are accepted. */
    void cut() throws IOException {
        for (Socket connection : all) {
            connection.close();
        }
    }

    void daemon(Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                all.add(connection);
                daemon(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            service.serve(connection);
        } catch (IOException e) {
            // The viewer has disconnected.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
