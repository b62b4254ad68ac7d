package dev.hawkeye.testing;

import dev.hawkeye.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.Map;

/** The main program of the broker's process: serves a directory at a port until it is stopped. */
final class BrokerProcess {
    private BrokerProcess() {}

    /** @param arguments directory, port */
    public static void main(String[] arguments) {
        // Capture times are in the past, so nothing may expire.
        EmbeddedKafka kafka = EmbeddedKafka.start(
                Path.of(arguments[0]), Integer.parseInt(arguments[1]), Map.of("log.retention.ms", "-1"));
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "broker-close"));
        System.err.println(kafka.failure().join().getMessage());
        Runtime.getRuntime().halt(1);
    }
}
