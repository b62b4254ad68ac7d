package dev.hawkeye.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import dev.hawkeye.ingest.picture.PictureSize;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.vision.picture.Orientation;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Converts a decoded picture to BGR, upright and at the size to send, with color and size in one swscale pass. Adapts
 * when the source changes its resolution or pixel format. Color matrix and range are those that the stream states,
 * otherwise BT.601, as in OpenCV. Not thread-safe; owns the picture it returns.
 */
public final class BgrScaler implements AutoCloseable {
    private static final int ONE = 1 << 16; // 1.0 in 16.16 fixed point

    private final ScaledPicture picture = new ScaledPicture(CV_8UC3);
    private SwsContext context;
    private int sourceColors = Integer.MIN_VALUE;

    /**
     * @param size of the picture as displayed
     * @param orientation in which {@code frame} is stored
     * @return valid until the next call; not to be closed
     */
    public Mat convert(AVFrame frame, PictureSize size, Orientation orientation) throws CameraException {
        convert(frame, orientation.swapsSides() ? size.onItsSide() : size);
        return picture.upright(orientation);
    }

    private void convert(AVFrame frame, PictureSize size) throws CameraException {
        int width = frame.width();
        int height = frame.height();
        SwsContext before = context;
        context = sws_getCachedContext(
                context,
                width,
                height,
                frame.format(),
                size.width(),
                size.height(),
                AV_PIX_FMT_BGR24,
                SWS_BICUBIC,
                null,
                null,
                (DoublePointer) null);
        if (context == null) {
            throw CameraException.temporary("pictures of " + width + "x" + height + " pixels in format "
                    + frame.format() + " cannot be scaled");
        }
        int colors = frame.colorspace() * 16 + frame.color_range();
        if (!context.equals(before) || colors != sourceColors) {
            setColors(frame);
            sourceColors = colors;
        }
        picture.reserve(size);
        sws_scale(context, frame.data(), frame.linesize(), 0, height, picture.planes(), picture.strides());
    }

    private void setColors(AVFrame frame) {
        IntPointer matrix = sws_getCoefficients(frame.colorspace()); // its numbers are those of AVColorSpace
        IntPointer rgb = sws_getCoefficients(SWS_CS_DEFAULT);
        int fullRange = frame.color_range() == AVCOL_RANGE_JPEG ? 1 : 0;
        sws_setColorspaceDetails(context, matrix, fullRange, rgb, 1, 0, ONE, ONE);
    }

    @Override
    public void close() {
        picture.close();
        sws_freeContext(context);
    }
}
