package dev.hawkeye.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import dev.hawkeye.vision.picture.Orientation;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.IntPointer;

/**
 * How to rotate a picture for display. Phones store pictures in sensor orientation, along with a matrix. FFmpeg returns
 * one matrix per picture, from the container, the bitstream or EXIF.
 */
final class DisplayMatrix {
    private static final int BYTES = 9 * Integer.BYTES;

    private DisplayMatrix() {}

    /** The orientation of a decoded picture. */
    static Orientation orientation(AVFrame frame) {
        AVFrameSideData matrix = av_frame_get_side_data(frame, AV_FRAME_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.size() < BYTES) {
            return Orientation.UPRIGHT;
        }
        try (IntPointer entries = new IntPointer(matrix.data())) {
            return orientation(entries.get(0), entries.get(1), entries.get(3), entries.get(4));
        }
    }

    /**
     * The orientation nearest to the matrix that moves the pixel (x, y) to (a x + c y, b x + d y), ignoring
     * translation and scale.
     */
    static Orientation orientation(int a, int b, int c, int d) {
        boolean transposed = size(b) + size(c) > size(a) + size(d);
        int sideways = transposed ? c : a;
        int upright = transposed ? b : d;
        if (sideways == 0 || upright == 0) {
            return Orientation.UPRIGHT; // a degenerate matrix is ignored
        }
        boolean left = sideways < 0;
        boolean up = upright < 0;
        if (transposed) {
            return left
                    ? up ? Orientation.MIRRORED_TURNED_90 : Orientation.TURNED_90
                    : up ? Orientation.TURNED_270 : Orientation.MIRRORED_TURNED_270;
        }
        return left
                ? up ? Orientation.TURNED_180 : Orientation.MIRRORED
                : up ? Orientation.MIRRORED_TURNED_180 : Orientation.UPRIGHT;
    }

    private static long size(int entry) {
        return Math.abs((long) entry);
    }
}
