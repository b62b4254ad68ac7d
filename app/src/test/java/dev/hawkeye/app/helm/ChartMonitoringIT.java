package dev.hawkeye.app.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How Prometheus finds the pods. */
class ChartMonitoringIT {

    @Test
    void allPodsAreScrapedWithTheTokenOfTheSecret() {
        Manifests rendered = HelmChart.render("podMonitor: {enabled: true}");

        JsonNode monitor = rendered.one("PodMonitor", "site-hawkeye").path("spec");
        JsonNode endpoint = monitor.at("/podMetricsEndpoints/0");

        assertThat(endpoint.path("path").asText()).isEqualTo("/metrics");
        assertThat(endpoint.at("/authorization/type").asText()).isEqualTo("Bearer");
        assertThat(endpoint.at("/authorization/credentials/name").asText()).isEqualTo("hawkeye");
        assertThat(endpoint.at("/authorization/credentials/key").asText()).isEqualTo("http-token");
        for (JsonNode container : rendered.containers()) {
            assertThat(container.at("/ports/0/name").asText())
                    .isEqualTo(endpoint.path("port").asText());
        }
        for (JsonNode object : rendered.all()) {
            JsonNode labels = object.at("/spec/template/metadata/labels");
            if (labels.isObject()) {
                monitor.at("/selector/matchLabels")
                        .properties()
                        .forEach(entry -> assertThat(labels.get(entry.getKey())).isEqualTo(entry.getValue()));
            }
        }
    }

    @Test
    void seriesHaveTheLabelsThatDashboardsGoBy() {
        JsonNode endpoint = HelmChart.render("podMonitor: {enabled: true, site: plant}")
                .one("PodMonitor", "site-hawkeye")
                .at("/spec/podMetricsEndpoints/0");

        Map<String, String> labels = new HashMap<>();
        endpoint.path("relabelings")
                .forEach(rule -> labels.put(
                        rule.path("targetLabel").asText(),
                        rule.path("replacement")
                                .asText(rule.at("/sourceLabels/0").asText())));

        assertThat(labels)
                .containsEntry("job", "hawkeye")
                .containsEntry("site", "plant")
                .containsEntry("service", "__meta_kubernetes_pod_label_app_kubernetes_io_component")
                .containsEntry("instance", "__meta_kubernetes_pod_name");
    }
}
