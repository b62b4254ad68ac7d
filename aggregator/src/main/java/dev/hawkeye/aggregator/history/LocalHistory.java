package dev.hawkeye.aggregator.history;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.state.HistoryBucket;
import dev.hawkeye.counts.CountHistory;
import dev.hawkeye.counts.CountWindow;
import dev.hawkeye.counts.HistoryUnavailableException;
import dev.hawkeye.streams.StreamRunner;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The history of the cameras in this instance's partitions, through interactive queries. A camera is in the partition
 * that Kafka's default partitioner assigns to its id, so the group's assignment determines which instance has it.
 */
public final class LocalHistory implements CountHistory {
    private final AggregatorConfig config;
    private final HistoryReader reader;
    private final Supplier<Optional<Stores>> running;

    /**
     * Where the windows are.
     *
     * @param ownAddress HOST:PORT at which the other instances reach this one; empty when there is none
     */
    public record Stores(StreamRunner runner, String ownAddress) {}

    /** @param running empty until the aggregator has started */
    public LocalHistory(AggregatorConfig config, Supplier<Optional<Stores>> running) {
        this.config = config;
        this.reader = new HistoryReader(config);
        this.running = running;
    }

    /**
     * Which other instance to ask about a camera.
     *
     * @return the other instance's {@code application.server}; empty when this instance has the camera
     * @throws HistoryUnavailableException when no instance has the camera, or the owner is unknown
     */
    public Optional<HostInfo> elsewhere(String camera) {
        Stores stores = stores();
        HostInfo owner = owner(stores, camera).activeHost();
        return owner.equals(HostInfo.buildFromEndpoint(stores.ownAddress)) ? Optional.empty() : Optional.of(owner);
    }

    /** @throws HistoryUnavailableException also when another instance has the camera */
    @Override
    public List<CountWindow> windows(String camera, long from, long to) {
        reader.check(from, to);
        Stores stores = stores();
        int partition = owner(stores, camera).partition();
        try {
            ReadOnlyKeyValueStore<HistoryKey, HistoryBucket> store =
                    stores.runner.store(WindowHistory.STORE, partition);
            List<CountWindow> windows = reader.read(store, camera, from, to);
            store.approximateNumEntries(); // Throws if the store was taken away in the meantime: it may have been
            // empty already.
            return windows;
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw unavailable(
                    camera,
                    "the instance at " + stores.ownAddress + " does not have it, or not yet; instances must differ in"
                            + " aggregator.kafka.application.server",
                    e);
        }
    }

    private Stores stores() {
        if (!config.keepsHistory()) {
            throw new HistoryUnavailableException(
                    "no history is kept: set aggregator.history to how long to keep it, such as 24 h");
        }
        Stores stores = running.get()
                .orElseThrow(() ->
                        new HistoryUnavailableException("the aggregator is starting, try again in a few seconds"));
        if (stores.ownAddress.isEmpty()) {
            throw new HistoryUnavailableException(
                    "the history cannot be queried: set aggregator.kafka.application.server"
                            + " to HOST:PORT, where the other instances reach this one");
        }
        return stores;
    }

    private static KeyQueryMetadata owner(Stores stores, String camera) {
        KeyQueryMetadata owner;
        try {
            owner = stores.runner.owner(WindowHistory.STORE, camera);
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw unavailable(camera, "the aggregator is not running", e);
        }
        if (owner == null
                || owner.equals(KeyQueryMetadata.NOT_AVAILABLE)
                || owner.activeHost().equals(HostInfo.unavailable())) {
            throw unavailable(camera, "the instances are redistributing the cameras", null);
        }
        return owner;
    }

    private static HistoryUnavailableException unavailable(String camera, String why, Throwable cause) {
        return new HistoryUnavailableException(
                "the history of " + camera + " is not available now, try again in a few seconds: " + why, cause);
    }
}
