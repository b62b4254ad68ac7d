package dev.hawkeye.vision.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The files beside a model that contain its weights; exporters create them for large models. The model itself names
 * them, so an untrusted one could name any file of this machine: only files in the model's folder are opened.
 */
public final class ExternalWeights {
    private ExternalWeights() {}

    /** @return names as in the model, sorted; an empty string for those without a name */
    static SortedSet<String> named(ModelProto model) {
        SortedSet<String> names = new TreeSet<>();
        OnnxTensors.forEach(model, tensor -> {
            if (OnnxTensors.isExternal(tensor)) {
                names.add(tensor.getExternalDataList().stream()
                        .filter(entry -> entry.getKey().equals("location"))
                        .map(StringStringEntryProto::getValue)
                        .findFirst()
                        .orElse(""));
            }
        });
        return names;
    }

    /** @throws ModelException when a weight file is not in the model's folder, or does not exist */
    public static void check(Path file, ModelProto model) {
        for (String name : named(model)) {
            Path weights = inFolder(file, name)
                    .orElseThrow(() -> new ModelException(file + " is not a usable ONNX model (it says that its weights"
                            + " are in '" + name + "', which is not in its own folder): do not use it, or save it with"
                            + " its weights beside it"));
            if (!Files.isRegularFile(weights)) {
                throw new ModelException(file + " is not a usable ONNX model (its weights are in " + name
                        + ", which is not beside it): copy that file too");
            }
        }
    }

    /** The existing weight files, ordered by name. */
    public static List<Path> present(Path file, ModelProto model) {
        List<Path> present = new ArrayList<>();
        for (String name : named(model)) {
            inFolder(file, name).filter(Files::isRegularFile).ifPresent(present::add);
        }
        return present;
    }

    private static Optional<Path> inFolder(Path file, String name) {
        try {
            Path folder = file.toAbsolutePath().normalize().getParent();
            Path weights = folder.resolve(name).normalize();
            boolean inside = !name.isEmpty()
                    && !Path.of(name).isAbsolute()
                    && name.indexOf('\\') < 0
                    && weights.startsWith(folder)
                    && !weights.equals(folder);
            return inside ? Optional.of(weights) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
