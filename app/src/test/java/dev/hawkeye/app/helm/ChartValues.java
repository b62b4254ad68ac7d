package dev.hawkeye.app.helm;

/** Values that switch parts of the chart on and off. */
final class ChartValues {
    /** All parts, with what else can be set. */
    static final String EVERYTHING = """
            image: {repository: registry.example.com/hawkeye, tag: 1.2.3, pullSecrets: [{name: pull}]}
            config:
              kafka: {bootstrap.servers: 'kafka-1:9093, kafka-2:9094', security.protocol: SASL_SSL, sasl.mechanism: SCRAM-SHA-512}
              registry: {schema.registry.url: 'https://registry.example.com/apis/ccompat/v7', basic.auth.credentials.source: USER_INFO}
              topics: {prefix: Site_1., partitions: 12, frames-retention: 90 m}
              cameras: [{id: demo, url: 'synthetic:street?seed=2', fps: 2}]
              clips: {storage: 's3://clips/north', endpoint: 'https://s3.example.com:9000', spool-size: 4 GiB}
              detector: {batch: 2, max-pixels: 50000000}
              notify: {targets: [{name: guard, type: webhook, url: 'https://alarms.example.com/in'}], rules: [{name: all}]}
            secrets:
              HAWKEYE_HTTP_ADMIN_TOKEN: {name: hawkeye, key: admin}
              HAWKEYE_CAMERAS: {name: cameras, key: list}
              HAWKEYE_CAMERA_SECRETS: {name: cameras, key: secrets}
              HAWKEYE_NOTIFY_SECRETS: {name: alarms, key: secrets}
              HAWKEYE_CLIPS_CREDENTIALS: {name: clips, key: keys}
              HAWKEYE_KAFKA_SASL_JAAS_CONFIG: {name: kafka, key: jaas}
              HAWKEYE_REGISTRY_BASIC_AUTH_USER_INFO: {name: registry, key: user}
            secretFiles: [{name: kafka-trust, path: /etc/kafka-trust}]
            model: {file: /models/site.onnx, image: 'models:7'}
            ingest:
              replicas: 3
              extraVolumes: [{name: videos, persistentVolumeClaim: {claimName: videos}}]
              extraVolumeMounts: [{name: videos, mountPath: /videos, readOnly: true}]
            detect:
              priorityClassName: high
              nodeSelector: {disk: ssd}
              tolerations: [{key: gpu, operator: Exists, effect: NoSchedule}]
              javaOptions: -Xmx256m
              podAnnotations: {note: text}
              autoscaling: {enabled: true, minReplicas: 2, authentication: kafka-login, trigger: {sasl: scram_sha512, tls: enable}}
            aggregate: {replicas: 2}
            console:
              ingress: {enabled: true, className: nginx, host: cameras.example.com, tlsSecret: cameras-tls, annotations: {a: b}}
            notify: {enabled: true}
            kafkaTopics: {enabled: true, namespace: kafka, config: {min.insync.replicas: 2}}
            podMonitor: {enabled: true, labels: {release: prometheus}, site: plant}
            networkPolicy:
              cameras: {to: [{ipBlock: {cidr: 192.0.2.0/24}}]}
            podDisruptionBudget: {maxUnavailable: 50%}
            serviceAccount: {annotations: {a: b}}
            """;

    /** One service and its settings. */
    static final String NOTHING_OPTIONAL = """
            ingest: {enabled: false}
            aggregate: {enabled: false}
            console: {enabled: false}
            networkPolicy: {enabled: false}
            podDisruptionBudget: {enabled: false}
            serviceAccount: {create: false}
            spreadOver: []
            """;

    private ChartValues() {}
}
