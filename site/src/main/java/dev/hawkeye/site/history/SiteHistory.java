package dev.hawkeye.site.history;

import dev.hawkeye.aggregator.history.LocalHistory;
import dev.hawkeye.counts.CountHistory;
import dev.hawkeye.counts.CountWindow;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;

/** The history of all cameras, whichever aggregator instance owns them. Thread-safe. */
public final class SiteHistory implements CountHistory {
    private final LocalHistory local;
    private final OtherInstances others;

    /**
     * @param local history of this process's cameras
     * @param token {@code http.token}, shared by all instances
     */
    public SiteHistory(LocalHistory local, String token) {
        this.local = local;
        this.others = new OtherInstances(token);
    }

    /** Waits at most 10 s for another instance. */
    @Override
    public List<CountWindow> windows(String camera, long from, long to) {
        Optional<HostInfo> other = local.elsewhere(camera);
        return other.isPresent() ? others.ask(other.get(), camera, from, to) : local.windows(camera, from, to);
    }
}
