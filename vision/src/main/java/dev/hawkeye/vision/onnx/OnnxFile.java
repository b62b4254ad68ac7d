package dev.hawkeye.vision.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/** Reads a model's graph. The weights stay in the mapped file and are not copied, however large it is. */
public final class OnnxFile {
    private static final String REMEDY = ": give the .onnx file of `yolo export model=… format=onnx`";

    private OnnxFile() {}

    /** @throws ModelException when the file cannot be read, or contains no ONNX model */
    public static ModelProto read(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new ModelException(file + " is not an ONNX model (it has more than 2 GiB)" + REMEDY);
            }
            CodedInputStream input = UnsafeByteOperations.unsafeWrap(channel.map(MapMode.READ_ONLY, 0, channel.size()))
                    .newCodedInput();
            input.enableAliasing(true);
            ModelProto model = ModelProto.parseFrom(input);
            // Many files are well-formed by chance, without any known content.
            if (model.getOpsetImportCount() == 0 || model.getGraph().getOutputCount() == 0) {
                throw new ModelException(file + " is not an ONNX model (it has no graph)" + REMEDY);
            }
            return model;
        } catch (InvalidProtocolBufferException e) {
            throw new ModelException(file + " is not an ONNX model, or was truncated" + REMEDY, e);
        } catch (IOException e) {
            throw new ModelException(file + " cannot be read (" + e + "): check its permissions", e);
        }
    }
}
