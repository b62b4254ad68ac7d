package dev.hawkeye.app.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that cannot be meant are refused before anything reaches the cluster. */
class ChartRefusalsIT {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "detect: {replicas: -1}                                    | replicas",
                "detect: {replicas: two}                                   | replicas",
                "detect: {replica: 2}                                      | replica",
                "secrets: {HAWKEYE_HTTP_TOKEN: 0123456789abcdef}           | HAWKEYE_HTTP_TOKEN",
                "secrets: {HAWKEYE_HTTP_TOKEN: null}                       | HAWKEYE_HTTP_TOKEN",
                "secrets: {TOKEN: {name: a, key: b}}                       | TOKEN",
                "config: {topics: {partitions: 0}}                         | partitions",
                "config: {topics: {frames-retention: soon}}                | frames-retention",
                "config: {cameras: [{id: gate}]}                           | url",
                "image: {pullPolicy: Sometimes}                            | pullPolicy",
                "podMonitor: {interval: often}                             | interval",
                "kafkaTopics: {version: v3}                                | version",
                "detect: {autoscaling: {minReplicas: 0}}                   | minReplicas",
                "user: 0                                                   | user",
                "detect: {dataSize: much}                                  | dataSize",
                "console: {hosts: ['https://cameras.example.com']}         | hosts",
            })
    void theSchemaNamesTheKey(String values, String key) {
        assertThatThrownBy(() -> HelmChart.render(values))
                .isInstanceOf(HelmChart.Refusal.class)
                .hasMessageContaining("values don't meet the specifications of the schema")
                .hasMessageContaining(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "detect: {replicas: 9}                     | detect.replicas must be at most config.topics.partitions, 8",
                "ingest: {replicas: 9}                     | ingest.replicas must be at most config.topics.partitions, 8",
                "aggregate: {replicas: 9}                  | aggregate.replicas must be at most config.topics.partitions, 8",
                "detect: {autoscaling: {maxReplicas: 9}}   | detect.autoscaling.maxReplicas must be at most config.topics.partitions, 8",
                "detect: {autoscaling: {minReplicas: 9}}   | detect.autoscaling.minReplicas must be at most maxReplicas, 8, got: 9",
                "notify: {enabled: true}                   | config.notify.targets must have at least one target",
                "model: {claim: a, image: b}               | model.claim and model.image are two places for one model",
                "config: {clips: {storage: /clips/north}}  | clips.claim must name the PersistentVolumeClaim",
                "clips: {claim: films}                     | config.clips.storage must be /clips or a folder in it",
                "config: {clips: {storage: 's3://a', spool-size: much}} | config.clips.spool-size must be a whole number",
                "config: {http: {port: 80}}                | config.http is set by the chart",
                "config: {http: {hosts: [a.example]}}      | put host names into console.hosts",
                "config: {data-directory: /data}           | config.data-directory is set by the chart",
                "config: {detector: {model: m.onnx}}       | config.detector.model is set by the chart: use model.file",
                "config: {kafka: {bootstrap.servers: ''}}  | config.kafka.bootstrap.servers must be the address of Kafka",
                "config: {registry: {schema.registry.url: 'mock://a'}} | must be http://… or https://…, got: mock://a",
            })
    void whatTheSchemaCannotJudgeIsToldWithARemedy(String values, String message) {
        assertThatThrownBy(() -> HelmChart.render(values))
                .isInstanceOf(HelmChart.Refusal.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "config: {kafka: {sasl.jaas.config: 'password=hunter2-secret;'}}        | config.kafka has sasl.jaas.config",
                "config: {kafka: {ssl.truststore.password: hunter2-secret}}             | config.kafka has ssl.truststore.password",
                "config: {registry: {basic.auth.user.info: 'a:hunter2-secret'}}         | config.registry has basic.auth.user.info",
                "config: {cloud: {registry: {basic.auth.user.info: 'a:hunter2-secret'}}} | config.cloud has basic.auth.user.info",
                "config: {clips: {credentials: 'a:hunter2-secret'}}                     | config.clips has credentials",
                "config: {notify: {secrets: {guard: hunter2-secret}}}                   | config.notify has secrets",
                "config: {camera-secrets: {gate: 'u:hunter2-secret'}}                   | secrets.HAWKEYE_CAMERA_SECRETS",
                "config: {notify: {kafka: {ssl.key.password: hunter2-secret}}}          | config.notify has ssl.key.password",
                "config: {detector: {kafka: {ssl.key.password: hunter2-secret}}}        | config.detector has ssl.key.password",
                "config: {cameras: [{id: a, url: 'rtsp://u:hunter2-secret@192.0.2.1'}]} | config.cameras[0].url has a user or password",
                "config: {cameras: [{id: a, url: 'rtsp://hunter2:${yard}@192.0.2.1'}]}  | secrets.HAWKEYE_CAMERA_SECRETS",
                "config: {cameras: [{id: a, url: 'rtsp://${a}@hunter2@192.0.2.1'}]}     | secrets.HAWKEYE_CAMERA_SECRETS",
            })
    void secretsInTheSettingsAreRefusedAndNotShown(String values, String message) {
        assertThatThrownBy(() -> HelmChart.render(values))
                .isInstanceOf(HelmChart.Refusal.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void anAddressThatNamesItsSecretIsFine() {
        Manifests rendered = HelmChart.render("config: {cameras: [{id: yard, url: 'rtsp://${yard}@192.0.2.1/s'}]}");

        assertThat(rendered.configuration()).contains("url: rtsp://${yard}@192.0.2.1/s");
    }

    @Test
    void asManyDetectorsAsPartitionsAreFine() {
        Manifests rendered = HelmChart.render("detect: {replicas: 8}");

        assertThat(rendered.one("Deployment", "site-hawkeye-detect")
                        .at("/spec/replicas")
                        .asInt())
                .isEqualTo(8);
    }
}
