package dev.hawkeye.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.app.docs.GeneratedDocument;
import org.junit.jupiter.api.Test;

class MetricsDocumentTest {

    @Test
    void theDocumentSaysWhatTheCodeDeclares() throws Exception {
        GeneratedDocument.assertCurrent("metrics.md", MetricsDocument.text());
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
