package dev.hawkeye.bench;

import dev.hawkeye.analyze.Analysis;
import dev.hawkeye.analyze.Output;
import dev.hawkeye.analyze.video.VideoSettings;
import dev.hawkeye.bench.processor.ProcessorMeter;
import dev.hawkeye.commandline.TemporaryDirectory;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.site.OneProcess;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the whole pipeline in one process, with the same video several times, from the detections of the first video
 * to the last final window, so that the startup does not count. Not thread-safe; used once.
 */
final class FileToCounts implements Output {
    private final Runnable check;
    private final List<Detection> detections = new ArrayList<>();
    private boolean isWarm;
    private ProcessorMeter meter;
    private long begin;
    private long before;
    private long frames;
    private long end;

    private FileToCounts(Runnable check) {
        this.check = check;
    }

    /**
     * @param series the series of at least 2 videos
     * @param check called often; an exception from it ends the measurement
     */
    static Measured measure(VideoSeries series, Path model, Runnable check) throws IOException, InterruptedException {
        try (TemporaryDirectory directory = TemporaryDirectory.create()) {
            HawkeyeConfig config = series.config(VideoSettings.inBulk(new ConfigReader()), model, directory.path());
            try (OneProcess pipeline = new OneProcess(config, OneProcess.Options.ALONE);
                    FileToCounts measurement = new FileToCounts(check)) {
                new Analysis(config, pipeline, measurement, 1, List.of()).run(measurement::done);
                return measurement.measured();
            }
        }
    }

    @Override
    public void detection(Detection detection) {
        detections.add(detection);
        isWarm |= detection.getLast();
    }

    private void done(long framesWithFate) {
        check.run();
        end = System.nanoTime();
        frames = framesWithFate;
        if (meter == null && isWarm) {
            begin = end;
            before = frames;
            meter = ProcessorMeter.start();
        } else if (meter != null) {
            meter.glance();
        }
    }

    private Measured measured() {
        meter.look();
        long counted = frames - before;
        return new Measured(counted / ((end - begin) / 1e9), FrameCost.of(meter.millis(), counted, detections));
    }
}
