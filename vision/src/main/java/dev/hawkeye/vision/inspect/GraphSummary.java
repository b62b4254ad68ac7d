package dev.hawkeye.vision.inspect;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.hawkeye.vision.onnx.OnnxNodes;
import dev.hawkeye.vision.onnx.OnnxTensors;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The contents of an ONNX graph, without running it.
 *
 * @param irVersion of the file format
 * @param opsets version by domain; ONNX's own is "ai.onnx"
 * @param producer the program that wrote the file, with its version
 * @param operators nodes by operator, the most frequent first, including nested graphs; operators of domains other than
 *     ONNX's own are prefixed with their domain
 * @param weights counts by the element type in which they are stored, the most frequent first
 * @param externalFiles files that contain weights, as the model names them
 * @param metadata in the order of the file
 */
public record GraphSummary(
        long irVersion,
        Map<String, Long> opsets,
        String producer,
        List<Port> inputs,
        List<Port> outputs,
        Map<String, Long> operators,
        Precision precision,
        Map<String, Long> weights,
        List<String> externalFiles,
        Map<String, String> metadata) {
    static GraphSummary of(ModelProto model) {
        GraphProto graph = model.getGraph();
        Map<String, Long> operators = new LinkedHashMap<>();
        count(graph, operators);
        Map<String, Long> weights = Weights.byType(graph);
        Set<String> types = operators.keySet().stream()
                .map(operator -> operator.substring(operator.indexOf(':') + 1))
                .collect(Collectors.toSet());
        return new GraphSummary(
                model.getIrVersion(),
                opsets(model),
                (model.getProducerName() + " " + model.getProducerVersion()).strip(),
                inputs(graph),
                graph.getOutputList().stream().map(Port::of).toList(),
                SortedCounts.of(operators),
                Precision.of(types, weights),
                weights,
                externalFiles(graph),
                metadata(model));
    }

    /** @return weights and biases, without scales and zero points */
    public long parameters() {
        return weights.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<String, Long> opsets(ModelProto model) {
        Map<String, Long> opsets = new TreeMap<>();
        model.getOpsetImportList()
                .forEach(opset -> opsets.put(OnnxNodes.domain(opset.getDomain()), opset.getVersion()));
        return Collections.unmodifiableMap(opsets);
    }

    /** Old files also list their initializers as inputs. */
    private static List<Port> inputs(GraphProto graph) {
        Set<String> initializers =
                graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        return graph.getInputList().stream()
                .filter(input -> !initializers.contains(input.getName()))
                .map(Port::of)
                .toList();
    }

    private static void count(GraphProto graph, Map<String, Long> operators) {
        for (NodeProto node : graph.getNodeList()) {
            String domain = OnnxNodes.domain(node.getDomain());
            String operator = domain.equals(OnnxNodes.ONNX) ? node.getOpType() : domain + ":" + node.getOpType();
            operators.merge(operator, 1L, Long::sum);
            for (AttributeProto attribute : node.getAttributeList()) {
                if (attribute.hasG()) {
                    count(attribute.getG(), operators);
                }
                attribute.getGraphsList().forEach(nested -> count(nested, operators));
            }
        }
    }

    private static List<String> externalFiles(GraphProto graph) {
        Stream<TensorProto> constants = graph.getNodeList().stream().flatMap(node -> OnnxNodes.constant(node).stream());
        return Stream.concat(graph.getInitializerList().stream(), constants)
                .filter(OnnxTensors::isExternal)
                .flatMap(tensor -> tensor.getExternalDataList().stream())
                .filter(entry -> entry.getKey().equals("location"))
                .map(StringStringEntryProto::getValue)
                .distinct()
                .sorted()
                .toList();
    }

    private static Map<String, String> metadata(ModelProto model) {
        Map<String, String> metadata = new LinkedHashMap<>();
        model.getMetadataPropsList().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
        return Collections.unmodifiableMap(metadata);
    }
}
