package dev.hawkeye.ingest.input;

import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.ffmpeg.FFmpegSource;
import dev.hawkeye.ingest.ffmpeg.SourceAddress;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.SourceFile;
import dev.hawkeye.ingest.source.StopSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The pictures of a folder, as {@link SourceFile#pictures} finds them, at an even pace. Each is read as a video of one
 * picture, and rotated according to its metadata. A picture that cannot be decoded is skipped and counted as torn.
 */
public final class FolderSource implements FrameSource {
    private final Path folder;
    private final Duration stall;
    private final double microsApart;
    private final StopSignal stop;
    private List<Path> files = List.of();
    private int position = -1;
    private FFmpegSource current;
    private long bytes;
    private long decodeNanos;
    private long torn;
    private String firstTrouble;

    /** @param fps pictures per second, 0 for 1 */
    public FolderSource(Path folder, double fps, Duration stall, StopSignal stop) {
        this.folder = folder;
        this.microsApart = 1e6 / (fps == 0 ? 1 : fps);
        this.stall = stall;
        this.stop = stop;
    }

    @Override
    public void open() throws CameraException {
        files = SourceFile.pictures(folder);
    }

    @Override
    public boolean next() throws CameraException {
        while (++position < files.size() && !stop.isRaised()) {
            closeCurrent();
            String file = files.get(position).toString();
            current = new FFmpegSource(new SourceAddress(file, SourceKind.FILE, stall), 1, stop);
            try {
                current.open();
                current.next();
                return true;
            } catch (CameraException e) {
                torn++;
                firstTrouble = firstTrouble == null ? e.getMessage() : firstTrouble;
            }
        }
        if (torn == files.size()) {
            throw CameraException.permanent(
                    "none of the " + torn + " pictures can be read, the first: " + firstTrouble);
        }
        return false;
    }

    private void closeCurrent() {
        if (current != null) {
            bytes += current.bytesRead();
            decodeNanos += current.decodeNanos();
            current.close();
            current = null;
        }
    }

    @Override
    public long micros() {
        return Math.round(position * microsApart);
    }

    @Override
    public Instant arrived() {
        return current.arrived();
    }

    @Override
    public Mat picture(int maxWidth) throws CameraException {
        return current.picture(maxWidth);
    }

    @Override
    public Mat luma(int maxWidth) throws CameraException {
        return current.luma(maxWidth);
    }

    @Override
    public int width() {
        return current.width();
    }

    @Override
    public int height() {
        return current.height();
    }

    @Override
    public String pictureFile() {
        return files.get(position).getFileName().toString();
    }

    @Override
    public long bytesRead() {
        return bytes + (current == null ? 0 : current.bytesRead());
    }

    @Override
    public long decodeNanos() {
        return decodeNanos + (current == null ? 0 : current.decodeNanos());
    }

    @Override
    public long torn() {
        return torn;
    }

    @Override
    public long expectedPictures() {
        return files.size();
    }

    @Override
    public double fps() {
        return 1e6 / microsApart;
    }

    @Override
    public Duration clump() {
        return Duration.ZERO;
    }

    @Override
    public boolean hasEnd() {
        return true;
    }

    @Override
    public Optional<String> shortfall() {
        return torn == 0
                ? Optional.empty()
                : Optional.of(torn + " of " + files.size() + " pictures cannot be read, the first: " + firstTrouble);
    }

    @Override
    public void close() {
        closeCurrent();
    }
}
