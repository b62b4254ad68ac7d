package dev.hawkeye.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_create_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_link;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Converts interlaced pictures to progressive ones. The two fields of an interlaced picture, the odd and the even rows,
 * were captured at different times, so moving edges show combing. FFmpeg's bwdif interpolates the second field from the
 * first and the pictures around it; since it needs the next picture for that, each comes out when the next one goes in.
 * The number of pictures stays the same.
 *
 * <p>A stream without interlaced pictures passes through unchanged and without delay: the filter is created for the
 * first picture that is flagged as interlaced, and passes the others through. Not thread-safe; owns the filter and the
 * frame until closed.
 */
final class Deinterlacer implements AutoCloseable {
    private static final int INTERLACED = 1 << 3; // AV_FRAME_FLAG_INTERLACED, which JavaCPP does not define

    private final Decoder decoder;
    private final AVRational unit;
    private final AVFrame filtered = av_frame_alloc();
    private AVFrame frame;
    private AVFilterGraph graph;
    private AVFilterContext entry;
    private AVFilterContext exit;
    private String shape;
    private boolean waiting;
    private boolean flushed;
    private long nanos;

    /**
     * @param decoder whose pictures these are; closed by its owner
     * @param unit of its timestamps, s
     */
    Deinterlacer(Decoder decoder, AVRational unit) {
        this.decoder = decoder;
        this.unit = unit;
        this.frame = decoder.frame();
    }

    /** Moves the next picture, if there is one, to {@link #frame()}. */
    Decoder.State receive() {
        while (true) {
            if (graph != null && takeFiltered()) {
                return Decoder.State.PICTURE;
            }
            if (waiting) { // all pictures of the old shape are out
                closeGraph();
                waiting = false;
                if (pass()) {
                    return Decoder.State.PICTURE;
                }
                continue;
            }
            Decoder.State state = flushed ? Decoder.State.EMPTY : decoder.receive();
            if (state == Decoder.State.HUNGRY || (state == Decoder.State.EMPTY && (graph == null || flushed))) {
                return state;
            }
            if (state == Decoder.State.EMPTY) {
                flush();
                flushed = true;
            } else if (graph != null && isOfAnotherShape(decoder.frame())) {
                flush();
                waiting = true;
            } else if (pass()) {
                return Decoder.State.PICTURE;
            }
        }
    }

    /** @return whether the decoder's picture can be used as is; otherwise it is in the filter */
    private boolean pass() {
        AVFrame decoded = decoder.frame();
        if (graph == null && ((decoded.flags() & INTERLACED) == 0 || !openGraph(decoded))) {
            frame = decoded;
            return true;
        }
        long begin = System.nanoTime();
        boolean taken = av_buffersrc_add_frame_flags(entry, decoded, AV_BUFFERSRC_FLAG_KEEP_REF) >= 0;
        nanos += System.nanoTime() - begin;
        frame = decoded;
        return !taken;
    }

    private boolean takeFiltered() {
        long begin = System.nanoTime();
        av_frame_unref(filtered);
        boolean taken = av_buffersink_get_frame(exit, filtered) >= 0;
        nanos += System.nanoTime() - begin;
        frame = taken ? filtered : frame;
        return taken;
    }

    private void flush() {
        av_buffersrc_add_frame_flags(entry, null, 0);
    }

    private boolean isOfAnotherShape(AVFrame decoded) {
        return !shape(decoded).equals(shape);
    }

    /** @return false when pictures of this kind cannot be filtered and are used as they are */
    private boolean openGraph(AVFrame decoded) {
        shape = shape(decoded);
        graph = avfilter_graph_alloc();
        graph.nb_threads(1);
        entry = new AVFilterContext();
        exit = new AVFilterContext();
        AVFilterContext filter = new AVFilterContext();
        boolean opened = create(entry, "buffer", shape)
                && create(filter, "bwdif", "mode=send_frame:deint=interlaced")
                && create(exit, "buffersink", null)
                && avfilter_link(entry, 0, filter, 0) >= 0
                && avfilter_link(filter, 0, exit, 0) >= 0
                && avfilter_graph_config(graph, null) >= 0;
        if (!opened) {
            closeGraph();
        }
        return opened;
    }

    /** The parameters of a picture in the filter's syntax. */
    private String shape(AVFrame decoded) {
        AVRational pixels = decoded.sample_aspect_ratio();
        return "width=" + decoded.width() + ":height=" + decoded.height() + ":pix_fmt=" + decoded.format()
                + ":pixel_aspect=" + pixels.num() + "/" + Math.max(1, pixels.den()) + ":time_base=" + unit.num() + "/"
                + unit.den() + ":colorspace=" + decoded.colorspace() + ":range=" + decoded.color_range();
    }

    private boolean create(AVFilterContext context, String name, String options) {
        return avfilter_graph_create_filter(context, avfilter_get_by_name(name), name, options, null, graph) >= 0;
    }

    private void closeGraph() {
        if (graph != null) {
            avfilter_graph_free(graph);
            graph = null;
        }
    }

    /** The last picture received, valid until the next {@link #receive()}. */
    AVFrame frame() {
        return frame;
    }

    /** Time spent in the filter. */
    long nanos() {
        return nanos;
    }

    @Override
    public void close() {
        closeGraph();
        av_frame_free(filtered);
    }
}
