package dev.hawkeye.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import dev.hawkeye.ingest.picture.PictureSize;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.vision.picture.Orientation;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Scales down the luma of a decoded picture, upright. Each pixel is the mean of those it covers, so noise and small
 * edges average out. Chroma is ignored. Adapts when the source changes its resolution or pixel format. Not thread-safe;
 * owns the picture it returns.
 */
public final class LumaScaler implements AutoCloseable {
    private final ScaledPicture picture = new ScaledPicture(CV_8UC1);
    private SwsContext context;

    /**
     * @param size of the result as displayed
     * @param orientation in which {@code frame} is stored
     * @return 8 bits, one channel; valid until the next call; not to be closed
     */
    public Mat convert(AVFrame frame, PictureSize size, Orientation orientation) throws CameraException {
        PictureSize stored = orientation.swapsSides() ? size.onItsSide() : size;
        context = sws_getCachedContext(
                context,
                frame.width(),
                frame.height(),
                frame.format(),
                stored.width(),
                stored.height(),
                AV_PIX_FMT_GRAY8,
                SWS_AREA,
                null,
                null,
                (DoublePointer) null);
        if (context == null) {
            throw CameraException.temporary("pictures of " + frame.width() + "x" + frame.height() + " pixels in format "
                    + frame.format() + " cannot be scaled");
        }
        picture.reserve(stored);
        sws_scale(context, frame.data(), frame.linesize(), 0, frame.height(), picture.planes(), picture.strides());
        return picture.upright(orientation);
    }

    @Override
    public void close() {
        picture.close();
        sws_freeContext(context);
    }
}
