package dev.hawkeye.models.quantize;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.hawkeye.commandline.StepProgress;
import dev.hawkeye.models.quantize.calibration.Affine;
import dev.hawkeye.models.quantize.calibration.Calibration;
import dev.hawkeye.models.quantize.calibration.Histogram;
import dev.hawkeye.models.quantize.calibration.Runs;
import dev.hawkeye.models.quantize.graph.DistributionMean;
import dev.hawkeye.models.quantize.graph.Equalization;
import dev.hawkeye.models.quantize.graph.Graph;
import dev.hawkeye.models.quantize.graph.HeadRows;
import dev.hawkeye.models.quantize.graph.Layer;
import dev.hawkeye.models.quantize.graph.PictureFold;
import dev.hawkeye.models.quantize.graph.Preparation;
import dev.hawkeye.models.quantize.graph.QuantizableBody;
import dev.hawkeye.models.quantize.graph.RowHead;
import dev.hawkeye.models.quantize.graph.SplitBypass;
import dev.hawkeye.models.quantize.graph.Tensors;
import dev.hawkeye.models.quantize.graph.UpsampledConvolution;
import dev.hawkeye.models.quantize.qdq.BytesSideBySide;
import dev.hawkeye.models.quantize.qdq.LayerCheck;
import dev.hawkeye.models.quantize.qdq.QdqWriter;
import dev.hawkeye.models.quantize.qdq.QuantizationPlan;
import dev.hawkeye.models.quantize.qdq.QuantizedWeights;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.onnx.ModelException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/**
 * Makes INT8 models from one FP32 model. Calibration runs once, for the first model, and serves all later ones. Holds
 * histograms and the last model, but no native memory. Not thread-safe; uses all cores itself.
 */
public final class Quantizer {
    /** Shift and noise are averages over all pixels of a channel, so a few pictures are enough. */
    private static final int CHECKED_PICTURES = 32;

    /** Sums and biases are 32-bit; this leaves headroom for additions. */
    private static final int MAX_BIAS = 1 << 29;

    private final Graph graph;
    private final QuantizableBody body;
    private final List<ByteBuffer> pictures;
    private final Runs runs;
    private final int classes;
    private Map<String, Histogram> histograms;
    private QuantizeSettings drafted;
    private Draft last;

    /**
     * Reads the model.
     *
     * @param pictures decodable JPEGs, at least one
     * @param equalized whether to equalize channels between layers where possible
     * @throws ModelException when it is not an FP32 YOLOv8 detection model that can be quantized
     */
    public Quantizer(Path file, List<ByteBuffer> pictures, boolean equalized, StepProgress steps) {
        if (pictures.isEmpty()) {
            throw new IllegalArgumentException("no calibration pictures");
        }
        Graph prepared = Preparation.prepare(file);
        ModelInfo info;
        try (Model model = Model.load(file, 1)) {
            info = model.info();
        }
        Graph equal = equalized ? Equalization.apply(prepared) : prepared;
        this.graph = PictureFold.apply(
                DistributionMean.simplify(HeadRows.apply(SplitBypass.apply(UpsampledConvolution.apply(equal)))));
        this.body = QuantizableBody.of(graph);
        if (body.layers().isEmpty()) {
            throw new ModelException(file + " has no convolution with constant weights: there is nothing to quantize");
        }
        this.pictures = List.copyOf(pictures);
        this.runs = new Runs(info, steps);
        this.classes = info.classNames().size();
    }

    /** Returns the layers by their cost, worst first; takes about as long as the calibration. */
    public List<Blame> blame(QuantizeSettings settings) {
        return new Sensitivity(this).rank(settings);
    }

    int classes() {
        return classes;
    }

    Graph graph() {
        return graph;
    }

    QuantizableBody body() {
        return body;
    }

    Runs runs() {
        return runs;
    }

    List<ByteBuffer> pictures() {
        return pictures;
    }

    /** Weights of 7 bits have no steps to spare for concatenations that copy bytes, see {@link BytesSideBySide}. */
    private QuantizationPlan plan(QuantizeSettings settings, Set<String> inFloat) {
        boolean copies = settings.weightBits() == Byte.SIZE;
        return new QuantizationPlan(graph, body, inFloat, settings.headsInFloat(), copies);
    }

    /** @throws ModelException when a named layer does not exist */
    public Quantized quantize(QuantizeSettings settings) {
        Draft draft = draft(settings);
        List<LayerReport> reports = new ArrayList<>();
        for (Layer layer : body.layers()) {
            boolean quantized = draft.plan.isQuantized(layer);
            Affine line = draft.lines.get(layer.input());
            reports.add(new LayerReport(
                    layer.name(),
                    quantized,
                    Tensors.count(constant(layer.weights())),
                    quantized ? line.low() : Double.NaN,
                    quantized ? line.high() : Double.NaN,
                    quantized ? draft.check.decibels(layer.name()) : Double.NaN));
        }
        Set<String> inFloat = graph.nodes().stream()
                .filter(node -> body.inFloat().contains(Graph.id(node)))
                .map(NodeProto::getOpType)
                .collect(Collectors.toCollection(TreeSet::new));
        return new Quantized(written(draft, Set.of()).model(), reports, inFloat);
    }

    /** All inputs for writing a quantized model. */
    record Draft(
            QuantizeSettings settings,
            Set<String> inFloat,
            QuantizationPlan plan,
            Map<String, Affine> lines,
            Map<String, QuantizedWeights> weights,
            Map<String, float[]> biases,
            LayerCheck check) {}

    /** The last draft is kept, since blame is usually requested for the model just made. */
    Draft draft(QuantizeSettings settings) {
        if (!settings.equals(drafted)) {
            last = newDraft(settings);
            drafted = settings;
        }
        return last;
    }

    private Draft newDraft(QuantizeSettings settings) {
        Set<String> inFloat = inFloat(settings);
        if (histograms == null) {
            histograms = new Calibration(runs)
                    .histograms(graph, new QuantizationPlan(graph, body, Set.of(), false, false).watched(), pictures);
        }
        QuantizationPlan plan = plan(settings, inFloat);
        Map<String, Affine> lines = plan.lines(ranges(plan, settings));
        List<Layer> layers = body.layers().stream().filter(plan::isQuantized).toList();
        Map<String, QuantizedWeights> weights = new HashMap<>();
        Map<String, float[]> biases = new HashMap<>();
        for (Layer layer : layers) {
            TensorProto tensor = constant(layer.weights());
            float[] bias = layer.hasBias()
                    ? Tensors.floats(constant(layer.bias()))
                    : new float[Math.toIntExact(tensor.getDims(0))];
            float[] least = leastScales(bias, lines.get(layer.input()));
            biases.put(layer.name(), bias);
            Affine whole = lines.get(layer.input());
            Optional<BytesSideBySide> parts = plan.sideBySide(layer.input(), lines);
            float[] factors = parts.map(side -> side.factors(lines, whole)).orElse(new float[0]);
            QuantizedWeights rounded =
                    QuantizedWeights.of(tensor, factors, settings.weightBits(), settings.fittedWeights(), least);
            weights.put(layer.name(), rounded);
            parts.ifPresent(side -> subtract(bias, rounded.sums(side.excess(lines, whole))));
        }
        LayerCheck check = new LayerCheck(runs);
        if (!layers.isEmpty()) {
            check.measure(
                    graph,
                    layers,
                    plan,
                    lines,
                    weights,
                    biases,
                    pictures.subList(0, Math.min(CHECKED_PICTURES, pictures.size())));
        }
        if (settings.biasCorrection()) {
            biases.forEach((layer, bias) -> subtract(bias, check.shift(layer)));
        }
        return new Draft(settings, inFloat, plan, lines, weights, biases, check);
    }

    private static void subtract(float[] bias, float[] excess) {
        for (int i = 0; i < bias.length; i++) {
            bias[i] -= excess[i];
        }
    }

    private Set<String> inFloat(QuantizeSettings settings) {
        Set<String> inFloat = new HashSet<>(settings.inFloat());
        Set<String> known = body.layers().stream().map(Layer::name).collect(Collectors.toSet());
        for (String layer : inFloat) {
            if (!known.contains(layer)) {
                throw new ModelException("no layer is named " + layer + ", there are " + new TreeSet<>(known));
            }
        }
        if (settings.headsInFloat()) {
            body.layers().stream()
                    .filter(layer -> layer.isHead() && RowHead.of(graph, layer).isEmpty())
                    .map(Layer::name)
                    .forEach(inFloat::add);
        }
        return inFloat;
    }

    private Map<String, Affine> ranges(QuantizationPlan plan, QuantizeSettings settings) {
        Map<String, Affine> ranges = new HashMap<>();
        for (String tensor : plan.watched()) {
            DoubleUnaryOperator next = body.isBeforeSilu(tensor) ? Quantizer::silu : DoubleUnaryOperator.identity();
            ranges.put(tensor, settings.ranges().choose(histograms.get(tensor), settings.share(), next));
        }
        return ranges;
    }

    private static double silu(double x) {
        return x / (1 + Math.exp(-x));
    }

    /**
     * Lower bounds for the scales: a bias is counted in steps of input scale × weight scale, whose number is limited.
     */
    private static float[] leastScales(float[] bias, Affine input) {
        float[] least = new float[bias.length];
        for (int i = 0; i < least.length; i++) {
            least[i] = Math.max(1e-12f, Math.abs(bias[i]) / input.scale() / MAX_BIAS);
        }
        return least;
    }

    /** @param more layers that stay in float, in addition to those of the draft */
    Graph written(Draft draft, Set<String> more) {
        Set<String> inFloat = new HashSet<>(draft.inFloat);
        inFloat.addAll(more);
        QuantizationPlan plan = more.isEmpty() ? draft.plan : plan(draft.settings, inFloat);
        return new QdqWriter(graph, body, plan, draft.lines).write(draft.weights, draft.biases);
    }

    private TensorProto constant(String name) {
        return graph.constant(name).orElseThrow();
    }
}
