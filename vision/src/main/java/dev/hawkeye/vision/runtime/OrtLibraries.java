package dev.hawkeye.vision.runtime;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Map;
import org.bytedeco.javacpp.Loader;

/**
 * Where ONNX Runtime's native libraries lie. By itself it unpacks 28 MB into a new temporary directory at every start, and
 * leaves the directory behind: it asks for the directory to be deleted before the files in it. Here they go into JavaCPP's
 * cache, once, as those of FFmpeg and OpenCV do.
 */
final class OrtLibraries {
    /** Of ONNX Runtime: a directory that holds its libraries. */
    static final String PROPERTY = "onnxruntime.native.path";

    /** ONNX Runtime's names of JavaCPP's platforms. */
    private static final Map<String, String> PLATFORMS = Map.of(
            "linux-x86_64", "linux-x64",
            "linux-arm64", "linux-aarch64",
            "macosx-x86_64", "osx-x64",
            "macosx-arm64", "osx-aarch64",
            "windows-x86_64", "win-x64");

    private OrtLibraries() {}

    /** To be called before ONNX Runtime is. Leaves alone a directory that the user names, and platforms it does not know. */
    static void unpack() {
        String platform = PLATFORMS.get(Loader.getPlatform());
        if (platform == null || System.getProperty(PROPERTY) != null) {
            return;
        }
        for (String library : new String[] {"onnxruntime", "onnxruntime4j_jni"}) {
            URL resource = OrtLibraries.class.getResource(
                    "/ai/onnxruntime/native/" + platform + "/" + System.mapLibraryName(library));
            if (resource == null) {
                return;
            }
            try {
                File file = Loader.cacheResource(resource);
                System.setProperty(PROPERTY, file.getParent());
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "ONNX Runtime's libraries cannot be unpacked: set org.bytedeco.javacpp.cachedir to a folder that"
                                + " can be written",
                        e);
            }
        }
    }
}
