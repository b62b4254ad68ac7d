package dev.hawkeye.site.history;

import dev.hawkeye.aggregator.history.LocalHistory;
import dev.hawkeye.counts.CountHistory;
import dev.hawkeye.counts.CountWindow;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;

/** The history of all cameras, whichever instance of the aggregator has them. Safe for use by many threads. */
public final class SiteHistory implements CountHistory {
    private final LocalHistory local;
    private final OtherInstances others;

    /**
     * @param local of this process
     * @param token {@code http.token}, which is that of all instances
     */
    public SiteHistory(LocalHistory local, String token) {
        this.local = local;
        this.others = new OtherInstances(token);
    }

    /** Waits for another instance for 10 s at most. */
    @Override
    public List<CountWindow> windows(String camera, long from, long to) {
        Optional<HostInfo> other = local.elsewhere(camera);
        return other.isPresent() ? others.ask(other.get(), camera, from, to) : local.windows(camera, from, to);
    }
}
