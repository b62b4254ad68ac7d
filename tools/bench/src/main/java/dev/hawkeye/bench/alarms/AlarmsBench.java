package dev.hawkeye.bench.alarms;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hawkeye.app.demo.DemoModel;
import dev.hawkeye.kafka.TopicScan;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.site.OneProcess;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.testing.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Runs the pipeline with a webhook in this process, and reads the topics afterwards. */
record AlarmsBench(int cameras, int fps, Duration duration, Map<String, String> others) {
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration LAST = Duration.ofSeconds(5);
    private static final int TAKEN = 204;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final List<List<Double>> MIDDLE = List.of(List.of(0.5, 0.0), List.of(0.5, 1.0));
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param check called often; an exception from it ends the run */
    AlarmDelays run(Path directory, Runnable check) throws IOException, InterruptedException {
        Map<String, Long> told = new ConcurrentHashMap<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getByName(Ports.HOST), 0), 0);
        receiver.createContext("/", exchange -> take(exchange, told));
        receiver.start();
        String url = "http://" + Ports.HOST + ":" + receiver.getAddress().getPort() + "/";
        try (OneProcess process =
                new OneProcess(reader(directory, url).read(), new OneProcess.Options(true, 0, true))) {
            process.start();
            sleep(WARM_UP, check);
            Instant begin = Instant.now();
            sleep(duration, check);
            Instant end = Instant.now();
            sleep(LAST, check);
            return delays(process, told, begin, end);
        } finally {
            receiver.stop(0);
        }
    }

    private ConfigReader reader(Path directory, String url) throws IOException {
        List<Map<String, Object>> streets = new ArrayList<>();
        for (int i = 0; i < cameras; i++) {
            streets.add(Map.of("id", "street-" + i, "url", "synthetic:street?fps=" + fps + "&seed=" + (i + 1)));
        }
        ConfigReader reader = new ConfigReader()
                .set("cameras", streets, "bench")
                .set("camera-defaults.lines", List.of(Map.of("name", "middle", "points", MIDDLE)), "bench")
                .set("detector.model", DemoModel.copyTo(directory).toString(), "bench")
                .set("data-directory", directory.resolve("data").toString(), "bench")
                .set("http.port", 0, "bench")
                .set("notify.targets", List.of(Map.of("name", "bench", "type", "webhook", "url", url)), "bench")
                .set("notify.rules", List.of(Map.of("name", "each")), "bench");
        others.forEach((key, value) -> reader.set(key, value, "--set"));
        return reader;
    }

    private static void take(HttpExchange exchange, Map<String, Long> told) throws IOException {
        try (exchange) {
            JsonNode message =
                    JSON.readTree(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            told.putIfAbsent(message.path("eventId").asText(), System.currentTimeMillis());
            exchange.sendResponseHeaders(TAKEN, -1);
        }
    }

    private static void sleep(Duration time, Runnable check) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            check.run();
            Thread.sleep(POLL.toMillis());
        }
    }

    private static AlarmDelays delays(OneProcess process, Map<String, Long> told, Instant begin, Instant end) {
        Map<String, FrameRef> byCapture = new HashMap<>();
        Map<FrameRef, Long> frames = new HashMap<>();
        read(process, process.topics().frames(), Frame.class, (record, frame) -> {
            FrameRef place = new FrameRef(record.topic(), record.partition(), record.offset());
            byCapture.put(frame.getCamera() + " " + frame.getCaptureTime(), place);
            frames.put(place, record.timestamp());
        });
        Map<FrameRef, Long> detections = new HashMap<>();
        read(
                process,
                process.topics().detections(),
                Detection.class,
                (record, detection) -> detections.putIfAbsent(detection.getFrame(), record.timestamp()));
        AlarmDelays delays = new AlarmDelays();
        read(process, process.topics().events(), Event.class, (record, event) -> {
            Instant captured = event.getConfirmed();
            FrameRef place = byCapture.get(event.getCamera() + " " + captured);
            boolean isIn = !captured.isBefore(begin) && captured.isBefore(end);
            if (event.getKind() == EventKind.APPEARED && isIn && detections.containsKey(place)) {
                Long when = told.get(event.getId());
                if (when == null) {
                    delays.addUntold();
                } else {
                    delays.add(new AlarmDelays.Way(
                            captured.toEpochMilli(),
                            frames.get(place),
                            detections.get(place),
                            record.timestamp(),
                            when));
                }
            }
        });
        return delays;
    }

    private interface Sink<T> {
        void take(ConsumerRecord<byte[], byte[]> record, T value);
    }

    private static <T extends SpecificRecord> void read(OneProcess process, String topic, Class<T> type, Sink<T> sink) {
        var values = process.registry().serde(type).deserializer();
        try (TopicScan scan = TopicScan.fromBeginning(process.kafka(), topic)) {
            scan.toEnd(record -> sink.take(record, values.deserialize(topic, record.value())));
        }
    }
}
