package dev.hawkeye.bench.processor;

import java.util.Arrays;
import java.util.List;

/**
 * A part of the pipeline whose threads are counted together. Threads are identified by the beginning of their name, of
 * which Linux keeps 15 bytes. The first matching part gets the thread, so the order matters.
 */
public enum Part {
    INGEST("ingest, with FFmpeg", "camera-", "av:", "gone-cameras", "gate-feed"),
    LANES("lanes", "hawkeye-lane-"),
    DETECTOR("detector's stream thread", "hawkeye-detect"),
    AGGREGATOR("aggregator's stream thread", "hawkeye-aggreg"),
    CLIENTS("network threads of Kafka's clients", "kafka-producer-", "kafka-admin-", "kafka-coordinat"),
    BROKER(
            "broker",
            "data-plane-",
            "kafka-",
            "group-",
            "TxnMarkerSender",
            "AddPartitionsTo",
            "quorum-",
            "log-",
            "Expiration",
            "transaction-",
            "executor-",
            "share-",
            "raft-",
            "broker-",
            "controller-",
            "client-metrics",
            "persister-",
            "network-",
            "embedded-kafka"),
    COMPILER("compiler", "C1 Compiler", "C2 Compiler", "Sweeper"),
    COLLECTOR("garbage collector", "VM Thread", "GC Thread", "G1 "),
    READER("reader of the results", "java", "main"),
    /** Threads with unknown names, and what threads used after they were last seen. */
    REST("rest");

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // It is: List.of.
    private final List<String> beginnings;

    Part(String title, String... beginnings) {
        this.title = title;
        this.beginnings = List.of(beginnings);
    }

    /** @param thread name of the thread as Linux reports it */
    static Part of(String thread) {
        return Arrays.stream(values())
                .filter(part -> part.beginnings.stream().anyMatch(thread::startsWith))
                .findFirst()
                .orElse(REST);
    }

    /** The name for a table. */
    public String title() {
        return title;
    }
}
