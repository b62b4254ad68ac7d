package dev.hawkeye.site.history;

import dev.hawkeye.aggregator.FinalWindow;
import dev.hawkeye.aggregator.HistoryUnavailableException;
import dev.hawkeye.console.api.ClassCount;
import dev.hawkeye.console.api.CountWindow;
import dev.hawkeye.console.counts.CountHistory;
import java.util.List;

/**
 * The history as the console of the same process asks for it. The console is made before the aggregator, so until {@link
 * #answerFrom} nothing can be told. Safe for use by many threads.
 */
public final class ConsoleHistory implements CountHistory {
    private volatile SiteHistory site;

    /** From now on answers. */
    public void answerFrom(SiteHistory now) {
        site = now;
    }

    @Override
    public List<CountWindow> windows(String camera, long from, long to) {
        SiteHistory now = site;
        if (now == null) {
            throw new UnavailableException("the aggregator is starting");
        }
        try {
            return now.windows(camera, from, to).stream()
                    .map(ConsoleHistory::window)
                    .toList();
        } catch (HistoryUnavailableException e) {
            throw new UnavailableException(e.getMessage());
        }
    }

    private static CountWindow window(FinalWindow window) {
        return new CountWindow(
                window.start(),
                window.end(),
                window.framesAnalysed(),
                window.framesShed(),
                window.framesFailed(),
                true,
                window.classes().stream()
                        .map(count -> new ClassCount(
                                count.className(), count.framesWith(), count.detections(), count.mean(), count.peak()))
                        .toList());
    }
}
