package dev.hawkeye.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** With {@code -Dmetrics.write=true} it writes the document anew. */
class MetricsDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");

    @Test
    void theDocumentSaysWhatTheCodeDeclares() throws Exception {
        if (Boolean.getBoolean("metrics.write")) {
            Files.writeString(DOCUMENT, MetricsDocument.text());
        }

        assertThat(Files.readString(DOCUMENT))
                .as("docs/metrics.md; CONTRIBUTING.md says how it is written anew")
                .isEqualTo(MetricsDocument.text());
    }

    @Test
    void everyMetricHasAMeaningAndNamesOnlyOnce() {
        assertThat(MetricsDocument.declared())
                .allSatisfy(metric -> {
                    assertThat(metric.shownName()).matches("hawkeye_[a-z_]+");
                    assertThat(metric.meaning()).matches("[A-Z0-9].{5,}[^.]").doesNotContain("|");
                    assertThat(metric.unit()).isNotBlank();
                })
                .extracting(metric -> metric.shownName())
                .doesNotHaveDuplicates();
    }
}
