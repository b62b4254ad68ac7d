package dev.hawkeye.counts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** The body of a response to {@code GET /history}. All windows are final, so the JSON omits that. */
public record HistoryAnswer(
        String camera, @JsonIgnoreProperties("final") List<CountWindow> windows) {
    public HistoryAnswer {
        windows = windows.stream().map(CountWindow::asFinal).toList();
    }
}
