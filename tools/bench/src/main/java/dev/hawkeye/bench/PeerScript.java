package dev.hawkeye.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.settings.UserException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that does the same without Kafka, such as the one in {@code tools/bench/peer}. Called with the model and
 * the video, it prints one JSON object with {@code framesPerSecond} and {@code processorMillis}.
 *
 * @param command words of the command line
 */
record PeerScript(List<String> command) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The program's own measurements.
     *
     * @param processorMillis CPU time per frame, ms
     */
    record Result(double framesPerSecond, double processorMillis) {}

    /** @param line the command, its words separated by spaces */
    static PeerScript of(String line) {
        return new PeerScript(List.of(line.strip().split("\\s+")));
    }

    /** @throws UserException when it does not run, or its output has another form */
    Result run(Path model, Path video) throws InterruptedException {
        List<String> words = new ArrayList<>(command);
        words.add(model.toString());
        words.add(video.toString());
        String shown = String.join(" ", words);
        try {
            Process process =
                    new ProcessBuilder(words).redirectError(Redirect.INHERIT).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new UserException("--peer: '" + shown + "' ended with exit code " + code);
            }
            JsonNode result = JSON.readTree(printed);
            return new Result(
                    result.required("framesPerSecond").asDouble(),
                    result.required("processorMillis").asDouble());
        } catch (IOException | IllegalArgumentException e) {
            throw new UserException("--peer: '" + shown + "' gives no result: " + e.getMessage(), e);
        }
    }
}
