package dev.hawkeye.models.quantize;

import dev.hawkeye.models.quantize.gate.QualityGate;
import dev.hawkeye.vision.onnx.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Quantizes until a gate accepts the result: first everything, then with the sums of the heads as floats (bytes cause
 * ties in the ranking, which no output error shows), then with the worst layer in float, the two worst, the four worst
 * and so on. The file is written only if it is complete and approved. Not thread-safe; used once.
 */
public final class GuardedQuantization {
    private final Quantizer quantizer;
    private final QualityGate gate;
    private final int mostInFloat;
    private final List<Try> tries = new ArrayList<>();
    private List<Blame> blames = List.of();

    /** @param mostInFloat maximum number of layers to return to float */
    public GuardedQuantization(Quantizer quantizer, QualityGate gate, int mostInFloat) {
        this.quantizer = quantizer;
        this.gate = gate;
        this.mostInFloat = mostInFloat;
    }

    /**
     * The result.
     *
     * @param approved whether the file was written
     * @param settings the settings of the last attempt, with the layers returned to float
     * @param quantized the quantized model of the last attempt
     * @param finding the finding about that model
     * @param blames the blames of layers, worst first; empty if the first attempt was accepted
     * @param tries all attempts, in order
     */
    public record Result(
            boolean approved,
            QuantizeSettings settings,
            Quantized quantized,
            QualityGate.Finding finding,
            List<Blame> blames,
            List<Try> tries) {}

    /**
     * One attempt.
     *
     * @param layersBack number of layers returned to float
     * @param finding the finding about the attempt
     */
    public record Try(int layersBack, QualityGate.Finding finding) {}

    /**
     * @param card the card of the model, without its {@link ModelCard#LOSS}
     * @param out output file, written if the gate accepts the model; an existing file is replaced atomically
     * @throws IOException when the file cannot be written
     */
    public Result run(QuantizeSettings settings, Map<String, String> card, Path out)
            throws IOException, InterruptedException {
        Path draft = directory(out).resolve("." + out.getFileName() + ".new");
        try {
            QuantizeSettings chosen = settings;
            int back = 0;
            while (true) {
                QuantizeSettings tried = chosen.withInFloat(worst(back));
                Quantized quantized = quantizer.quantize(tried);
                Files.write(draft, quantized.bytes(card));
                QualityGate.Finding finding = gate.check(draft);
                tries.add(new Try(back, finding));
                if (finding.holds()) {
                    Map<String, String> whole = new LinkedHashMap<>(card);
                    whole.put(ModelCard.METHOD, ModelCard.method(tried, quantized));
                    whole.put(ModelCard.LOSS, finding.text());
                    Files.write(draft, quantized.bytes(whole));
                    Files.move(draft, out, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                    return new Result(true, tried, quantized, finding, blames, List.copyOf(tries));
                }
                if (!chosen.headsInFloat()) {
                    chosen = chosen.withHeadsInFloat();
                    continue;
                }
                if (blames.isEmpty()) {
                    blames = quantizer.blame(chosen);
                }
                if (back == mostInFloat) {
                    return new Result(false, tried, quantized, finding, blames, List.copyOf(tries));
                }
                back = Math.min(Math.max(1, 2 * back), mostInFloat);
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static Path directory(Path out) {
        Path directory = out.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new ModelException("folder " + directory + " does not exist: create it, or name another output");
        }
        return directory;
    }

    private Set<String> worst(int count) {
        return blames.stream().limit(count).map(Blame::layer).collect(Collectors.toSet());
    }
}
