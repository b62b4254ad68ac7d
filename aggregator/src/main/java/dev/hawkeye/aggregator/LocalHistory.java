package dev.hawkeye.aggregator;

import dev.hawkeye.aggregator.state.HistoryBucket;
import dev.hawkeye.streams.StreamRunner;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The history of the cameras whose partition this instance has, by interactive queries. A camera is in the partition
 * that Kafka's default partitioner gives its id, so the group's assignment tells who has it.
 */
public final class LocalHistory implements CountHistory {
    private final AggregatorConfig config;
    private final HistoryReader reader;
    private final StreamRunner runner;
    private final String ownAddress;

    /** @param ownAddress HOST:PORT as the other instances have it; empty when there is none */
    LocalHistory(AggregatorConfig config, StreamRunner runner, String ownAddress) {
        this.config = config;
        this.reader = new HistoryReader(config);
        this.runner = runner;
        this.ownAddress = ownAddress;
    }

    /**
     * Who else is to be asked about a camera.
     *
     * @return the other instance's {@code application.server}; empty when this instance has the camera
     * @throws HistoryUnavailableException when nobody has it, or it cannot be told who
     */
    public Optional<HostInfo> elsewhere(String camera) {
        HostInfo owner = owner(camera).activeHost();
        return owner.equals(HostInfo.buildFromEndpoint(ownAddress)) ? Optional.empty() : Optional.of(owner);
    }

    /** @throws HistoryUnavailableException also when another instance has the camera */
    @Override
    public List<FinalWindow> windows(String camera, long from, long to) {
        reader.check(from, to);
        int partition = owner(camera).partition();
        try {
            ReadOnlyKeyValueStore<HistoryKey, HistoryBucket> store = runner.store(WindowHistory.STORE, partition);
            List<FinalWindow> windows = reader.read(store, camera, from, to);
            store.approximateNumEntries(); // Throws if it was taken away meanwhile: it may have been empty already.
            return windows;
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw unavailable(
                    camera,
                    "the instance at " + ownAddress + " does not have it, or not yet; instances must differ in"
                            + " aggregator.kafka.application.server",
                    e);
        }
    }

    private KeyQueryMetadata owner(String camera) {
        if (!config.keepsHistory()) {
            throw new HistoryUnavailableException(
                    "no history is kept: set aggregator.history to how long it should be, such as 24 h");
        }
        if (ownAddress.isEmpty()) {
            throw new HistoryUnavailableException("no history can be asked for: set aggregator.kafka.application.server"
                    + " to HOST:PORT, where the other instances reach this one");
        }
        KeyQueryMetadata owner;
        try {
            owner = runner.owner(WindowHistory.STORE, camera);
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw unavailable(camera, "the aggregator does not run", e);
        }
        if (owner == null
                || owner.equals(KeyQueryMetadata.NOT_AVAILABLE)
                || owner.activeHost().equals(HostInfo.unavailable())) {
            throw unavailable(camera, "the instances are sharing out the cameras", null);
        }
        return owner;
    }

    private static HistoryUnavailableException unavailable(String camera, String why, Throwable cause) {
        return new HistoryUnavailableException(
                "the history of " + camera + " is not available now, try again in a few seconds: " + why, cause);
    }
}
