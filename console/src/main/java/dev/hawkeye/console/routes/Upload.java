package dev.hawkeye.console.routes;

import dev.hawkeye.console.http.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A large body on its way to a file. */
final class Upload {
    static final long MAX_BYTES = 512L << 20;

    private static final int BUFFER = 64 << 10;
    private static final int UNPROCESSABLE = 422;

    private Upload() {}

    /**
     * @param longest for all of it: who sends slowly holds a thread
     * @throws ApiException 413, 408 or 422 for nothing at all
     */
    static void to(Path file, HttpServletRequest request, Duration longest) throws IOException {
        if (request.getContentLengthLong() > MAX_BYTES) {
            throw tooLong();
        }
        long end = System.nanoTime() + longest.toNanos();
        long length = 0;
        InputStream in = request.getInputStream();
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                length += read;
                if (length > MAX_BYTES) {
                    throw tooLong();
                }
                if (System.nanoTime() - end > 0) {
                    throw new ApiException(408, "the file took longer than " + longest.toMinutes() + " min: use a faster line");
                }
                out.write(buffer, 0, read);
            }
        }
        if (length == 0) {
            throw new ApiException(UNPROCESSABLE, "the body is empty: send the bytes of the ONNX file");
        }
    }

    private static ApiException tooLong() {
        return new ApiException(413, "a model may have at most " + (MAX_BYTES >> 20) + " MiB");
    }
}
