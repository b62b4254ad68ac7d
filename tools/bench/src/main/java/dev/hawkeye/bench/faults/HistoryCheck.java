package dev.hawkeye.bench.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.bench.faults.input.Input;
import dev.hawkeye.bench.faults.outcome.RunOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Checks that the aggregator's history equals its final results, whatever happened in between. */
record HistoryCheck(TestSite site) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** 10,000 windows of 2 s, the maximum per request. */
    private static final Duration MAX_SPAN = Duration.ofSeconds(20_000);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reports to the site each camera whose history differs. */
    void run() throws InterruptedException {
        Set<String> cameras = site.observation().outcome().fates.keySet().stream()
                .map(RunOutcome.Picture::camera)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String camera : cameras) {
            Map<String, String> expected = expected(camera);
            AtomicReference<String> answer = new AtomicReference<>();
            site.until("the history of " + camera + " is served", PATIENCE, () -> {
                answer.set(ask(camera));
                return answer.get() != null;
            });
            compare(camera, expected, told(camera, answer.get()));
        }
    }

    /**
     * The final windows by class and time. The last one sent counts: under at_least_once a window may be sent again.
     */
    private Map<String, String> expected(String camera) {
        Map<String, String> windows = new HashMap<>();
        site.observation().outcome().windows.forEach((key, sent) -> {
            if (key.startsWith(camera + " ")) {
                windows.put(key, sent.get(sent.size() - 1));
            }
        });
        return windows;
    }

    /** Returns null when the history is not available now. */
    private String ask(String camera) {
        long from = Input.BASE.toEpochMilli();
        String question = "/history?camera=" + camera + "&from=" + from + "&to=" + (from + MAX_SPAN.toMillis());
        try {
            return site.aggregator().get(question).orElse(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Map<String, String> told(String camera, String answer) {
        Map<String, String> windows = new HashMap<>();
        for (JsonNode window : parse(answer).get("windows")) {
            for (JsonNode count : window.get("classes")) {
                windows.put(
                        camera + " " + count.get("className").asText() + " "
                                + Instant.ofEpochMilli(window.get("start").asLong()),
                        RunOutcome.window(
                                window.get("framesAnalysed").asLong(),
                                window.get("framesShed").asLong(),
                                window.get("framesFailed").asLong(),
                                count.get("framesWith").asLong(),
                                count.get("detections").asLong(),
                                count.get("peak").asInt(),
                                count.get("objects").asLong(),
                                count.get("newObjects").asLong(),
                                places(count)));
            }
        }
        return windows;
    }

    private static List<String> places(JsonNode count) {
        List<String> places = new ArrayList<>();
        for (JsonNode zone : count.withArray("/zones")) {
            places.add(RunOutcome.zone(
                    zone.get("zone").asText(),
                    zone.get("entered").asLong(),
                    zone.get("exited").asLong(),
                    zone.get("mean").asDouble(),
                    zone.get("peak").asInt(),
                    zone.get("dwellMillis").asLong()));
        }
        for (JsonNode line : count.withArray("/lines")) {
            places.add(RunOutcome.line(
                    line.get("line").asText(),
                    line.get("direction").asText(),
                    line.get("crossed").asLong()));
        }
        return places;
    }

    private static JsonNode parse(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the answer of /history is not JSON", e);
        }
    }

    private void compare(String camera, Map<String, String> expected, Map<String, String> told) {
        Set<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(told.keySet());
        List<String> differing = keys.stream()
                .filter(key -> !expected.getOrDefault(key, "").equals(told.getOrDefault(key, "")))
                .toList();
        if (!differing.isEmpty()) {
            String first = differing.get(0);
            site.complain("the history of " + camera + " differs from its final windows in " + differing.size() + " of "
                    + keys.size() + ", first " + first + ": " + told.get(first) + " instead of " + expected.get(first));
        }
    }
}
