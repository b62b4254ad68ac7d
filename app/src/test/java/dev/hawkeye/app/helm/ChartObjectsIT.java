package dev.hawkeye.app.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart renders, whole and in parts. */
class ChartObjectsIT {

    static Stream<Arguments> versionsAndValues() {
        return KubernetesApi.versions().stream()
                .flatMap(version -> Stream.of("", ChartValues.EVERYTHING, ChartValues.NOTHING_OPTIONAL)
                        .map(values -> Arguments.of(version, values)));
    }

    @ParameterizedTest
    @MethodSource("versionsAndValues")
    void everyObjectIsOneThatKubernetesTakes(KubernetesApi kubernetes, String values) {
        Manifests rendered = HelmChart.render(values);

        assertThat(rendered.all()).isNotEmpty();
        assertThat(rendered.all().stream()
                        .filter(KubernetesApi::hasBuiltIn)
                        .flatMap(object -> kubernetes.problems(object).stream()))
                .isEmpty();
    }

    @Test
    void theCheckItselfFindsWhatKubernetesWouldRefuse() {
        JsonNode deployment = HelmChart.render("").one("Deployment", "site-hawkeye-ingest");
        ObjectNode spec = (ObjectNode) deployment.path("spec");
        spec.put("replicas", "1").put("replica", 1).remove("selector");

        assertThat(KubernetesApi.versions())
                .isNotEmpty()
                .allSatisfy(kubernetes -> assertThat(kubernetes.problems(deployment))
                        .containsExactlyInAnyOrder(
                                "Deployment.spec.replicas must be java.lang.Integer, got: \"1\"",
                                "Deployment.spec.replica is unknown",
                                "Deployment.spec.selector is missing"));
    }

    @Test
    void helmsOwnLinterHasNoComplaint() {
        assertThat(new Helm(HelmChart.DIRECTORY).lint().strict().call().isFailed())
                .isFalse();
    }

    @Test
    void byDefaultThereIsNothingThatNeedsAnOperator() {
        Manifests rendered = HelmChart.render("");

        assertThat(rendered.all()).allMatch(KubernetesApi::hasBuiltIn);
        assertThat(rendered.names())
                .containsExactlyInAnyOrder(
                        "ServiceAccount/site-hawkeye",
                        "ConfigMap/site-hawkeye",
                        "Deployment/site-hawkeye-ingest",
                        "Deployment/site-hawkeye-detect",
                        "StatefulSet/site-hawkeye-aggregate",
                        "Deployment/site-hawkeye-console",
                        "Service/site-hawkeye-aggregate",
                        "Service/site-hawkeye-aggregate-pods",
                        "Service/site-hawkeye-console",
                        "PodDisruptionBudget/site-hawkeye-ingest",
                        "PodDisruptionBudget/site-hawkeye-detect",
                        "PodDisruptionBudget/site-hawkeye-aggregate",
                        "PodDisruptionBudget/site-hawkeye-console",
                        "NetworkPolicy/site-hawkeye-ingest",
                        "NetworkPolicy/site-hawkeye-detect",
                        "NetworkPolicy/site-hawkeye-aggregate",
                        "NetworkPolicy/site-hawkeye-console");
    }

    @Test
    void optionalPartsAreThereWhenTheyAreAskedFor() {
        Manifests rendered = HelmChart.render(ChartValues.EVERYTHING);

        assertThat(rendered.of("ScaledObject")).hasSize(1);
        assertThat(rendered.of("PodMonitor")).hasSize(1);
        assertThat(rendered.of("Ingress")).hasSize(1);
        assertThat(rendered.of("KafkaTopic")).hasSize(19);
        assertThat(rendered.names())
                .contains(
                        "Deployment/site-hawkeye-notify",
                        "PodDisruptionBudget/site-hawkeye-notify",
                        "NetworkPolicy/site-hawkeye-notify");
    }

    @Test
    void partsThatAreSwitchedOffAreNotThere() {
        Manifests rendered = HelmChart.render(ChartValues.NOTHING_OPTIONAL);

        assertThat(rendered.names()).containsExactly("ConfigMap/site-hawkeye", "Deployment/site-hawkeye-detect");
    }

    @Test
    void instancesOfTheAggregatorSayANameAtWhichTheOthersFindThem() {
        Manifests rendered = HelmChart.render("");
        JsonNode statefulSet = rendered.one("StatefulSet", "site-hawkeye-aggregate");

        String service = statefulSet.path("spec").path("serviceName").asText();
        String address = variable(rendered.container("aggregate"), "HAWKEYE_AGGREGATOR_KAFKA_APPLICATION_SERVER");

        assertThat(rendered.one("Service", service)
                        .path("spec")
                        .path("clusterIP")
                        .asText())
                .isEqualTo("None");
        assertThat(address).isEqualTo("$(POD_NAME)." + service + ".cameras.svc:8080");
    }

    @Test
    void eachServiceSelectsItsOwnPodsAndNoOthers() {
        Manifests rendered = HelmChart.render("");

        for (JsonNode workload : rendered.all()) {
            JsonNode spec = workload.path("spec");
            if (spec.has("template")) {
                JsonNode labels = spec.path("template").path("metadata").path("labels");
                JsonNode selector = spec.path("selector").path("matchLabels");
                assertThat(selector.path("app.kubernetes.io/component").asText())
                        .isEqualTo(spec.path("template")
                                .path("spec")
                                .path("containers")
                                .get(0)
                                .path("name")
                                .asText());
                selector.properties()
                        .forEach(entry -> assertThat(labels.get(entry.getKey())).isEqualTo(entry.getValue()));
            }
        }
    }

    @Test
    void podsAreSpreadByTheLabelThatEveryNodeHas() {
        Manifests rendered = HelmChart.render("");

        assertThat(rendered.pods())
                .allSatisfy(
                        pod -> assertThat(pod.path("topologySpreadConstraints").findValuesAsText("topologyKey"))
                                .containsExactly("kubernetes.io/hostname"));
    }

    @Test
    void newSettingsMakeNewPods() {
        List<String> before = checksums(HelmChart.render(""));
        List<String> after = checksums(HelmChart.render("config: {aggregator: {window: 20 s}}"));

        assertThat(before).hasSize(4).doesNotContainAnyElementsOf(after);
    }

    @Test
    void theModelIsInTheImageOrOnAClaimOrCopiedFromAnotherImage() {
        JsonNode inImage = HelmChart.render("").container("detect").path("volumeMounts");
        Manifests onClaim = HelmChart.render("model: {file: /models/m.onnx, claim: models}");
        Manifests copied = HelmChart.render("model: {file: /models/m.onnx, image: 'models:1'}");

        assertThat(inImage.findValuesAsText("mountPath")).doesNotContain("/models");
        assertThat(onClaim.container("detect").path("volumeMounts").findValuesAsText("mountPath"))
                .contains("/models");
        assertThat(onClaim.pods().get(0).findValuesAsText("claimName")).isSubsetOf("models");
        assertThat(onClaim.containers()).hasSize(4);
        assertThat(copied.container("model").path("image").asText()).isEqualTo("models:1");
        assertThat(copied.container("console").path("volumeMounts").findValuesAsText("mountPath"))
                .contains("/models");
    }

    @Test
    void clipsAreInAClaimThatOnlyIngestWritesOrInAnS3AndWaitInASpoolThatHasRoom() {
        Manifests inClaim = HelmChart.render("{config: {clips: {storage: /clips/north}}, clips: {claim: films}}");
        Manifests inS3 = HelmChart.render("config: {clips: {storage: 's3://clips', spool-size: 4 GiB}}");

        assertThat(mount(inClaim, "ingest").path("readOnly").asBoolean()).isFalse();
        assertThat(mount(inClaim, "console").path("readOnly").asBoolean()).isTrue();
        assertThat(mount(inClaim, "detect").isMissingNode()).isTrue();
        assertThat(group(inClaim, "ingest")).isEqualTo(10001);
        assertThat(group(inClaim, "detect")).isZero();
        assertThat(group(inS3, "ingest")).isZero();
        assertThat(dataLimit(inClaim, "ingest")).isEqualTo(String.valueOf((2L << 30) + (256 << 20)));
        assertThat(dataLimit(inS3, "ingest")).isEqualTo(String.valueOf((4L << 30) + (256 << 20)));
        assertThat(dataLimit(inS3, "console")).isEqualTo("256Mi");
        assertThat(inS3.egressPorts("ingest")).contains(9000);
        assertThat(inS3.egressPorts("console")).contains(9000);
        assertThat(inClaim.egressPorts("ingest")).doesNotContain(9000);
    }

    /** The one in use, the one before it, the original of each and one that is being fetched. */
    @Test
    void theDetectorHasRoomForFiveOfTheLargestModels() {
        Manifests usual = HelmChart.render("");
        Manifests small = HelmChart.render("detect: {dataSize: 600Mi}");

        assertThat(dataLimit(usual, "detect")).isEqualTo((5 * 512 + 256) + "Mi");
        assertThat(dataLimit(usual, "console")).isEqualTo("256Mi");
        assertThat(dataLimit(small, "detect")).isEqualTo("600Mi");
    }

    private static JsonNode mount(Manifests rendered, String service) {
        return named(rendered.container(service).path("volumeMounts"), "clips");
    }

    /** The group that volumes are given to; 0 if they are left as they are. */
    private static int group(Manifests rendered, String service) {
        return rendered.one("Deployment", "site-hawkeye-" + service)
                .at("/spec/template/spec/securityContext/fsGroup")
                .asInt();
    }

    private static String dataLimit(Manifests rendered, String service) {
        JsonNode volumes = rendered.one("Deployment", "site-hawkeye-" + service).at("/spec/template/spec/volumes");
        return named(volumes, "data").at("/emptyDir/sizeLimit").asText();
    }

    private static JsonNode named(JsonNode list, String name) {
        for (JsonNode each : list) {
            if (each.path("name").asText().equals(name)) {
                return each;
            }
        }
        return MissingNode.getInstance();
    }

    private static List<String> checksums(Manifests rendered) {
        return rendered.all().stream()
                .map(object -> object.at("/spec/template/metadata/annotations/checksum~1config"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }

    static String variable(JsonNode container, String name) {
        for (JsonNode variable : container.path("env")) {
            if (variable.path("name").asText().equals(name)) {
                return variable.path("value").asText();
            }
        }
        throw new AssertionError("no variable " + name);
    }
}
