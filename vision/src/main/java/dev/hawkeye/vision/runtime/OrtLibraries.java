package dev.hawkeye.vision.runtime;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Map;
import org.bytedeco.javacpp.Loader;

/**
 * The location of ONNX Runtime's native libraries. By default, it unpacks 28 MB into a new temporary directory at every
 * start, and leaves the directory behind, because it requests its deletion before that of the files in it. Here they
 * are unpacked once, into JavaCPP's cache, like those of FFmpeg and OpenCV.
 */
final class OrtLibraries {
    /** ONNX Runtime's property for a directory with its libraries. */
    static final String PROPERTY = "onnxruntime.native.path";

    /** ONNX Runtime's names for JavaCPP's platforms. */
    private static final Map<String, String> PLATFORMS = Map.of(
            "linux-x86_64", "linux-x64",
            "linux-arm64", "linux-aarch64",
            "macosx-x86_64", "osx-x64",
            "macosx-arm64", "osx-aarch64",
            "windows-x86_64", "win-x64");

    private OrtLibraries() {}

    /**
     * Unpacks the libraries; call before ONNX Runtime is used. Does nothing if the user set a directory, or on unknown
     * platforms.
     */
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
                        "ONNX Runtime's libraries cannot be unpacked: set org.bytedeco.javacpp.cachedir to a"
                                + " writable folder",
                        e);
            }
        }
    }
}
