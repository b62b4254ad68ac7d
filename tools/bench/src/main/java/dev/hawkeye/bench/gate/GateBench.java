package dev.hawkeye.bench.gate;

import dev.hawkeye.commandline.TemporaryDirectory;
import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.timing.Sampler;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs each clip without a gate and with it, alternating, so that other load on the machine affects both. The first
 * run, in which Java still compiles, uses a short street and does not count.
 */
final class GateBench {
    private static final Clip WARM_UP = Clip.of("synthetic:street?fps=5&seconds=20");

    private final Path model;
    private final double fps;
    private final int rounds;
    private final int cameras;
    private final Consumer<String> progress;
    private final Runnable check;

    /**
     * @param fps due pictures per second
     * @param cameras number of cameras that show each clip at the same time
     * @param progress receives a line for each measurement
     * @param check called often; an exception from it ends the run
     */
    GateBench(Path model, double fps, int rounds, int cameras, Consumer<String> progress, Runnable check) {
        this.model = model;
        this.fps = fps;
        this.rounds = rounds;
        this.cameras = cameras;
        this.progress = progress;
        this.check = check;
    }

    List<ClipResult> run(List<Clip> clips) throws IOException, InterruptedException {
        progress.accept("warming up");
        run(WARM_UP, true);
        List<ClipResult> results = new ArrayList<>();
        for (Clip clip : clips) {
            results.add(measure(clip));
        }
        return results;
    }

    private ClipResult measure(Clip clip) throws IOException, InterruptedException {
        List<GateRun.Result> without = new ArrayList<>();
        List<GateRun.Result> with = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            String prefix = clip.name() + ", round " + round + " of " + rounds + ": gate ";
            progress.accept(prefix + "off");
            without.add(run(clip, false));
            progress.accept(prefix + "auto");
            with.add(run(clip, true));
        }
        return ClipResult.of(clip, fps, drawn(clip), without, with);
    }

    /** @return null for a file */
    private Drawing drawn(Clip clip) throws IOException {
        if (clip.street() == null) {
            return null;
        }
        try (TemporaryDirectory directory = TemporaryDirectory.create()) {
            Sampler sampler =
                    Sampler.of(config(clip, false, directory).cameras().get(0), SourceKind.SYNTHETIC);
            return Drawing.of(clip.street(), sampler, check);
        }
    }

    private GateRun.Result run(Clip clip, boolean gate) throws IOException, InterruptedException {
        try (TemporaryDirectory directory = TemporaryDirectory.create()) {
            return GateRun.of(config(clip, gate, directory), check);
        }
    }

    private HawkeyeConfig config(Clip clip, boolean gate, TemporaryDirectory directory) {
        ConfigReader reader = new ConfigReader().environment(System.getenv());
        return ClipSettings.read(reader, model, clip, fps, cameras, gate, directory.path());
    }
}
