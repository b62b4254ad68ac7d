package dev.hawkeye.app.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pods may do, and what they are given. */
class ChartSecurityIT {

    @ParameterizedTest
    @ValueSource(strings = {"", ChartValues.EVERYTHING})
    void noContainerIsRootOrWritesItsFileSystemOrGainsPrivileges(String values) {
        Manifests rendered = HelmChart.render(values);

        assertThat(rendered.pods()).hasSizeBetween(4, 5).allSatisfy(pod -> {
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.path("hostNetwork").asBoolean()).isFalse();
        });
        assertThat(rendered.containers()).hasSizeGreaterThanOrEqualTo(4).allSatisfy(container -> {
            JsonNode context = container.path("securityContext");
            assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
        });
    }

    @Test
    void whatIsWrittenIsWrittenIntoVolumesOfTheirOwnWithASizeLimit() {
        Manifests rendered = HelmChart.render("");

        assertThat(rendered.containers())
                .allSatisfy(
                        container -> assertThat(container.path("volumeMounts").findValuesAsText("mountPath"))
                                .contains("/tmp", "/var/lib/hawkeye"));
        assertThat(rendered.pods())
                .allSatisfy(pod -> pod.path("volumes").forEach(volume -> {
                    if (volume.has("emptyDir")) {
                        assertThat(volume.at("/emptyDir/sizeLimit").asText()).isNotEmpty();
                    }
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ChartValues.EVERYTHING})
    void secretsAreOnlyNamed(String values) {
        Manifests rendered = HelmChart.render(values);

        assertThat(rendered.of("Secret")).isEmpty();
        assertThat(rendered.containers())
                .allSatisfy(container -> container.path("env").forEach(variable -> {
                    String name = variable.path("name").asText();
                    if (name.matches(".*(TOKEN|JAAS|USER_INFO|PASSWORD|CAMERAS|SECRETS).*")) {
                        assertThat(variable.has("value")).as(name).isFalse();
                        assertThat(variable.at("/valueFrom/secretKeyRef/name").asText())
                                .as(name)
                                .isNotEmpty();
                    }
                }));
    }

    @Test
    void onlyWhoNeedsThemIsToldTheSecrets() {
        assertThat(toldOf("HAWKEYE_HTTP_TOKEN"))
                .containsExactlyInAnyOrder("ingest", "detect", "aggregate", "console", "notify");
        assertThat(toldOf("HAWKEYE_HTTP_ADMIN_TOKEN")).containsExactly("console");
        assertThat(toldOf("HAWKEYE_CAMERAS")).containsExactly("ingest");
        assertThat(toldOf("HAWKEYE_CAMERA_SECRETS")).containsExactlyInAnyOrder("ingest", "console");
        assertThat(toldOf("HAWKEYE_NOTIFY_SECRETS")).containsExactly("notify");
        assertThat(toldOf("HAWKEYE_CLIPS_CREDENTIALS")).containsExactlyInAnyOrder("ingest", "console");
    }

    private static List<String> toldOf(String variable) {
        List<String> told = new ArrayList<>();
        for (JsonNode container : HelmChart.render(ChartValues.EVERYTHING).containers()) {
            if (container.path("env").findValuesAsText("name").contains(variable)) {
                told.add(container.path("name").asText());
            }
        }
        return told;
    }

    @Test
    void everyPodHasAPolicyForBothDirections() {
        Manifests rendered = HelmChart.render("");

        assertThat(rendered.of("NetworkPolicy")).hasSize(4).allSatisfy(policy -> {
            assertThat(policy.at("/spec/policyTypes/0").asText()).isEqualTo("Ingress");
            assertThat(policy.at("/spec/policyTypes/1").asText()).isEqualTo("Egress");
        });
    }

    @Test
    void podsReachKafkaAndTheRegistryAtThePortsOfTheSettingsAndOnlyIngestReachesCameras() {
        Manifests rendered = HelmChart.render(ChartValues.EVERYTHING);

        assertThat(rendered.egressPorts("detect")).containsExactly(53, 53, 9093, 9094, 443);
        assertThat(rendered.egressPorts("ingest"))
                .containsExactly(53, 53, 9093, 9094, 443, 554, 8554, 80, 443, 443, 9000);
        assertThat(rendered.egressPorts("aggregate")).containsExactly(53, 53, 9093, 9094, 443, 8080);
        assertThat(rendered.one("NetworkPolicy", "site-hawkeye-ingest").findValuesAsText("cidr"))
                .containsExactly("192.0.2.0/24");
    }

    @Test
    void onlyTheAggregatorReachesTheRegistryOfTheCloud() {
        Manifests rendered =
                HelmChart.render("config: {cloud: {registry: {schema.registry.url: 'http://a:8181, https://b'}}}");

        assertThat(rendered.egressPorts("aggregate")).containsExactly(53, 53, 9092, 8081, 8181, 443, 8080);
        assertThat(rendered.egressPorts("ingest")).doesNotContain(8181);
        assertThat(rendered.egressPorts("detect")).containsExactly(53, 53, 9092, 8081);
        assertThat(rendered.egressPorts("console")).doesNotContain(8181);
    }

    @Test
    void whoHasSpansReachesTheCollectorOfTraces() {
        Manifests derived = HelmChart.render("config: {tracing: {endpoint: 'http://collector:4318/v1/traces'}}");
        Manifests given = HelmChart.render("networkPolicy: {tracing: {ports: [4317], to: [{podSelector: {}}]}}");

        assertThat(derived.egressPorts("ingest")).contains(4318);
        assertThat(derived.egressPorts("detect")).containsExactly(53, 53, 9092, 8081, 4318);
        assertThat(derived.egressPorts("aggregate")).containsExactly(53, 53, 9092, 8081, 4318, 8080);
        assertThat(derived.egressPorts("console")).doesNotContain(4318);
        assertThat(given.egressPorts("detect")).containsExactly(53, 53, 9092, 8081, 4317);
    }

    @Test
    void theConsoleReachesCamerasWhenItsPageMayTestThem() {
        Manifests read = HelmChart.render("");
        Manifests changed = HelmChart.render("""
                secrets: {HAWKEYE_HTTP_ADMIN_TOKEN: {name: hawkeye, key: admin}}
                networkPolicy: {cameras: {ports: [554], to: [{ipBlock: {cidr: 192.0.2.0/24}}]}}
                """);

        assertThat(read.egressPorts("console")).containsExactly(53, 53, 9092, 8081, 8080);
        assertThat(changed.egressPorts("console")).containsExactly(53, 53, 9092, 8081, 554, 8080);
        assertThat(changed.one("NetworkPolicy", "site-hawkeye-console").findValuesAsText("cidr"))
                .containsExactly("192.0.2.0/24");
        assertThat(changed.egressPorts("detect")).doesNotContain(554);
    }

    @Test
    void detectorsReachOnlyTheNamedPortsOfPublishedModels() {
        Manifests rendered = HelmChart.render("networkPolicy: {models: {ports: [8443]}}");

        assertThat(rendered.egressPorts("detect")).containsExactly(53, 53, 9092, 8081, 8443);
        assertThat(rendered.egressPorts("console")).doesNotContain(8443);
    }

    @Test
    void detectorsAreAskedByNobodyButTheMonitoring() {
        JsonNode rules =
                HelmChart.render("").one("NetworkPolicy", "site-hawkeye-detect").at("/spec/ingress");

        assertThat(rules).hasSize(1);
        assertThat(rules.at("/0/from/0/namespaceSelector/matchLabels").findValuesAsText("kubernetes.io/metadata.name"))
                .containsExactly("monitoring");
    }
}
