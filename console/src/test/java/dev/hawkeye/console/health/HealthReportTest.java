package dev.hawkeye.console.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.console.DescribedApi;
import dev.hawkeye.console.api.HealthView.ModelView;
import dev.hawkeye.console.http.Json;
import dev.hawkeye.metrics.load.Overloaded;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthReportTest {
    private static final Overloaded OVERLOADED = new Overloaded(
            24.04,
            24.04,
            5.43,
            0,
            0.03,
            List.of(new Overloaded.Camera("gate", 8, 1.8), new Overloaded.Camera("yard", 16, 3.6)));

    @Test
    void reportsWhatWasWantedWhatWasAnalyzedAndWhatWouldHelp() throws Exception {
        JsonNode view = new ObjectMapper()
                .readTree(Json.bytes(HealthReport.view(OVERLOADED, new ModelView("yolov8n.onnx", "0", "FP32"))));

        new DescribedApi().check("Overload", view);
        assertThat(view.get("wanted").asDouble()).isEqualTo(24.0);
        assertThat(view.get("analysed").asDouble()).isEqualTo(5.4);
        assertThat(view.findValuesAsText("camera")).containsExactly("gate", "yard");
        assertThat(view.get("help")).hasSize(4);
        assertThat(view.at("/help/0").asText()).startsWith("an INT8 model instead of yolov8n.onnx (FP32): ");
    }

    @Test
    void doesNotKnowThePrecisionOfAModelThatIsElsewhere() {
        assertThat(HealthReport.view(OVERLOADED, new ModelView("yolov8n.onnx", "0", null))
                        .help()
                        .get(0))
                .startsWith("an INT8 model, if yolov8n.onnx is not one: ");
        assertThat(HealthReport.view(OVERLOADED, null).help()).hasSize(4);
    }
}
