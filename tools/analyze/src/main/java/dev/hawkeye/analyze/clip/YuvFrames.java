package dev.hawkeye.analyze.clip;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import dev.hawkeye.vision.picture.Raster;
import java.awt.image.BufferedImage;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Converts pictures that Java draws on to frames for an encoder, of one size and in BT.709. Not thread-safe. */
final class YuvFrames implements AutoCloseable {
    private static final int ONE = 1 << 16; // 1.0 in 16.16 fixed point
    private static final int BYTES = 3;
    /** swscale may read beyond the last row, up to its vector width. */
    private static final int PADDING = 64;

    private final int width;
    private final int height;
    private final PointerPointer<BytePointer> planes = new PointerPointer<>(1);
    private final IntPointer strides = new IntPointer(1);
    private SwsContext context;
    private BytePointer pixels;

    YuvFrames(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** @param picture BGR; stretched to the size of the frame */
    void convert(BufferedImage picture, AVFrame frame) throws ClipException {
        byte[] bytes = Raster.pixels(picture);
        if (pixels == null || pixels.capacity() != bytes.length + PADDING) {
            if (pixels != null) {
                pixels.close();
            }
            pixels = new BytePointer(bytes.length + PADDING);
            planes.put(0, pixels);
        }
        pixels.put(bytes, 0, bytes.length);
        strides.put(0, BYTES * picture.getWidth());
        SwsContext before = context;
        context = sws_getCachedContext(
                context,
                picture.getWidth(),
                picture.getHeight(),
                AV_PIX_FMT_BGR24,
                width,
                height,
                AV_PIX_FMT_YUV420P,
                SWS_BICUBIC,
                null,
                null,
                (DoublePointer) null);
        if (context == null) {
            throw new ClipException("pictures of " + picture.getWidth() + "x" + picture.getHeight()
                    + " pixels cannot be scaled to " + width + "x" + height);
        }
        if (!context.equals(before)) {
            sws_setColorspaceDetails(
                    context,
                    sws_getCoefficients(SWS_CS_DEFAULT),
                    1,
                    sws_getCoefficients(SWS_CS_ITU709),
                    0,
                    0,
                    ONE,
                    ONE);
        }
        sws_scale(context, planes, strides, 0, picture.getHeight(), frame.data(), frame.linesize());
    }

    @Override
    public void close() {
        sws_freeContext(context);
        if (pixels != null) {
            pixels.close();
        }
        planes.close();
        strides.close();
    }
}
