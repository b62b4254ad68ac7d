package dev.hawkeye.console.routes;

import dev.hawkeye.console.http.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Writes a large request body to a file. */
final class Upload {
    private static final int BUFFER = 64 << 10;
    private static final int BAD_REQUEST = 400;
    private static final int UNPROCESSABLE = 422;
    private static final int UNAVAILABLE = 503;

    private Upload() {}

    /**
     * @param mostBytes maximum length of the body
     * @param longest maximum duration; a slow sender holds a thread
     * @throws ApiException 413 when too long, 400 when too slow, 422 when empty, 503 when there is no space
     */
    static void to(Path file, HttpServletRequest request, long mostBytes, Duration longest) throws IOException {
        InputStream in = request.getInputStream();
        if (request.getContentLengthLong() > mostBytes) {
            throw tooLong(mostBytes);
        }
        long end = System.nanoTime() + longest.toNanos();
        long length = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                length += read;
                if (length > mostBytes) {
                    throw tooLong(mostBytes);
                }
                if (System.nanoTime() - end > 0) {
                    throw new ApiException(
                            BAD_REQUEST,
                            "the upload took longer than " + longest.toMinutes() + " min: use a faster connection");
                }
                write(out, buffer, read);
            }
        }
        if (length == 0) {
            throw new ApiException(UNPROCESSABLE, "the body is empty: send the bytes of the ONNX file");
        }
    }

    private static void write(OutputStream out, byte[] buffer, int length) {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw new ApiException(
                    UNAVAILABLE,
                    "the file cannot be kept in the temporary folder of the console (" + e.getMessage()
                            + "): free space there, or use `./hawkeye model publish`");
        }
    }

    private static ApiException tooLong(long mostBytes) {
        return new ApiException(413, "the file may have at most " + mostBytes + " bytes");
    }
}
