package dev.hawkeye.app.camera;

import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.kafka.KafkaAccess;
import dev.hawkeye.kafka.KafkaAnswer;
import dev.hawkeye.schemas.CameraStatuses.Known;
import dev.hawkeye.settings.UserException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hawkeye camera forget}: writes tombstones to camera-status. */
@Command(
        name = "forget",
        description = {
            "Removes renamed or removed cameras from the console, by deleting their status.",
            "Their counts, events and keyframes stay."
        })
final class ForgetCommand implements Callable<Integer> {
    private static final int PATIENCE_MILLIS = 10_000;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "Id of a camera.")
    private List<String> ids;

    @Option(
            names = "--force",
            description = "Also forget cameras that are still alive. They come back with their next report.")
    private boolean force;

    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        KnownCameras cameras = KnownCameras.read(site);
        for (String id : ids) {
            check(id, cameras);
        }
        forget(cameras);
        PrintWriter out = spec.commandLine().getOut();
        for (String id : ids) {
            boolean alive = cameras.isAlive(cameras.byId().get(id));
            out.println("camera " + id + " is forgotten"
                    + (alive ? "; it is alive, and comes back with its next report" : ""));
        }
        return 0;
    }

    private void check(String id, KnownCameras cameras) {
        Known known = cameras.byId().get(id);
        if (known == null) {
            throw new UserException("camera " + id + " is unknown: `./hawkeye camera list` prints the known ones");
        }
        if (!force && cameras.isAlive(known)) {
            throw new UserException(
                    "camera " + id + " is alive, it reported " + cameras.age(known)
                            + " s ago, and would come back: remove it from the configuration and restart ingest, or use --force");
        }
    }

    private void forget(KnownCameras cameras) throws InterruptedException {
        Map<String, Object> properties = new HashMap<>(cameras.kafka());
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (String id : ids) {
                for (int partition : cameras.byId().get(id).partitions()) {
                    sent.add(producer.send(new ProducerRecord<>(cameras.topic(), partition, id, null)));
                }
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            KafkaException failure = KafkaAnswer.failure(e);
            throw KafkaAccess.writing()
                    .refusal(failure)
                    .map(line -> (RuntimeException) new UserException(line, failure))
                    .orElseGet(() -> KnownCameras.trouble(failure, cameras.kafka()));
        }
    }
}
