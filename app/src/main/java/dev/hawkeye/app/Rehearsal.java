package dev.hawkeye.app;

import dev.hawkeye.app.demo.DemoModel;
import dev.hawkeye.commandline.NativeMemory;
import dev.hawkeye.commandline.TemporaryDirectory;
import dev.hawkeye.commandline.TemporaryFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Exercises, in one process, everything that a typical start uses, so that Java can record its classes. The script
 * {@code lay-out-classes} runs this and stops it once {@link #DONE} is in its output. A class archive comes from a
 * single process, so {@code analyze} and a {@code demo} with a viewer run one after the other in this one.
 */
final class Rehearsal {
    private static final String DONE = "rehearsed";
    private static final int LOOK_MILLIS = 200;
    private static final int ANSWER_MILLIS = 20_000;

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        TemporaryFiles.settle();
        NativeMemory.settle();
        try (TemporaryDirectory directory = TemporaryDirectory.create()) {
            Path street = directory.path().resolve("street");
            execute("synthetic", "street", "--seconds", "1", "--fps", "5", "--out", street.toString());
            execute(
                    "analyze",
                    street.resolve("images").toString(),
                    "--model",
                    DemoModel.copyTo(directory.path()).toString(),
                    "--out",
                    directory.path().resolve("results").toString());
        }
        int port = freePort();
        Thread look = new Thread(() -> look(port), "look");
        look.setDaemon(true);
        look.start();
        execute("demo", "--no-browser", "--port", String.valueOf(port));
        System.exit(0);
    }

    private static void execute(String... arguments) {
        CommandLine commandLine = Hawkeye.commandLine(List.of());
        int exitCode = commandLine.execute(arguments);
        if (exitCode != 0) {
            throw new IllegalStateException(String.join(" ", arguments) + " ended with " + exitCode);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Acts like the page: loads its files and the site's settings, and reads live updates until there are boxes. */
    private static void look(int port) {
        String site = "http://127.0.0.1:" + port;
        while (!sees(site + "/api/live", "\"objects\":[{")
                || !sees(site + "/", "<html")
                || !sees(site + "/api/site", "{")) {
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
        System.out.println(DONE);
    }

    private static boolean sees(String address, String text) {
        try {
            var connection = URI.create(address).toURL().openConnection();
            connection.setReadTimeout(ANSWER_MILLIS);
            try (BufferedReader answer = new BufferedReader(
                            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
                    Stream<String> lines = answer.lines()) {
                return lines.anyMatch(line -> line.contains(text));
            }
        } catch (IOException | RuntimeException notYet) {
            return false;
        }
    }
}
