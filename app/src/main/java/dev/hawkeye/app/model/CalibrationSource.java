package dev.hawkeye.app.model;

import dev.hawkeye.app.frames.FrameSample;
import dev.hawkeye.app.options.ConfigOptions;
import dev.hawkeye.ingest.probe.VideoSample;
import dev.hawkeye.settings.LocalPath;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.kafka.BootstrapServers;
import dev.hawkeye.vision.picture.DatasetException;
import dev.hawkeye.vision.picture.PictureFolder;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Sources of calibration pictures: folders of pictures, video files, or the frames topic of a running Hawkeye. */
final class CalibrationSource {
    private static final String KAFKA = "kafka://";

    private final List<String> sources;
    private final int max;
    private final ConfigOptions settings;
    private final Consumer<String> complaints;

    /**
     * @param max maximum total number of pictures; each source contributes its share, spread evenly over its contents
     */
    CalibrationSource(List<String> sources, int max, ConfigOptions settings, Consumer<String> complaints) {
        this.sources = List.copyOf(sources);
        this.max = max;
        this.settings = settings;
        this.complaints = complaints;
    }

    /**
     * @param taken receives the number of pictures so far
     * @throws UserException when a source cannot be read, or none has a picture
     */
    List<ByteBuffer> read(IntConsumer taken) {
        List<ByteBuffer> pictures = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            int part = (int) ((long) max * (i + 1) / sources.size()) - pictures.size();
            int before = pictures.size();
            for (byte[] jpeg : read(sources.get(i), Math.max(1, part), count -> taken.accept(before + count))) {
                pictures.add(ByteBuffer.wrap(jpeg));
            }
        }
        if (pictures.isEmpty()) {
            throw new UserException("no calibration picture can be read from " + String.join(", ", sources)
                    + ": give a folder of pictures, a video file, or kafka://HOST:PORT");
        }
        return pictures;
    }

    private List<byte[]> read(String source, int count, IntConsumer taken) {
        if (source.startsWith(KAFKA)) {
            HawkeyeConfig site = settings.reader()
                    .set(BootstrapServers.KEY, source.substring(KAFKA.length()), "--calibrate")
                    .read();
            return new FrameSample(site, Set.of()).read(count, taken);
        }
        Path path = LocalPath.of(source);
        if (Files.isDirectory(path)) {
            return fromFolder(path, count, taken);
        }
        try {
            return VideoSample.evenly(path, count, taken);
        } catch (IllegalArgumentException e) {
            throw new UserException(
                    "--calibrate " + source + " is neither a folder of pictures nor a video: " + e.getMessage(), e);
        }
    }

    private List<byte[]> fromFolder(Path folder, int count, IntConsumer taken) {
        List<Path> files = PictureFolder.open(folder).files();
        List<byte[]> pictures = new ArrayList<>();
        int parts = Math.min(count, files.size());
        for (int part = 0; part < parts; part++) {
            try {
                pictures.add(PictureFolder.jpeg(files.get((int) ((long) part * files.size() / parts))));
                taken.accept(pictures.size());
            } catch (DatasetException e) {
                complaints.accept(e.getMessage());
            }
        }
        return pictures;
    }

    /** The text for the model card, without paths of this machine and without credentials. */
    String description(int pictures) {
        List<String> names = sources.stream()
                .map(source -> source.startsWith(KAFKA)
                        ? "topic of frames"
                        : String.valueOf(LocalPath.of(source)
                                .toAbsolutePath()
                                .normalize()
                                .getFileName()))
                .toList();
        return pictures + " pictures of " + String.join(", ", names);
    }
}
