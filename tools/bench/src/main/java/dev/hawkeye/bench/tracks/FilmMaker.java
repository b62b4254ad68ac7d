package dev.hawkeye.bench.tracks;

import dev.hawkeye.app.demo.DemoModel;
import dev.hawkeye.app.synthetic.NoisyDetector;
import dev.hawkeye.street.Street;
import dev.hawkeye.street.StreetObject;
import dev.hawkeye.street.StreetSettings;
import dev.hawkeye.tracking.Box;
import dev.hawkeye.tracking.Observation;
import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.detection.DetectionLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Draws streets and runs the model on them. Owns the model until closed; not thread-safe. */
final class FilmMaker implements AutoCloseable {
    private static final int JPEG_QUALITY = 95;

    private final Model model;
    private final Lane lane;
    private final Runnable check;

    private FilmMaker(Model model, Runnable check) {
        this.model = model;
        this.lane = model == null ? null : model.newLane(DetectionLimits.DEFAULTS, 1);
        this.check = check;
    }

    /** @param check throws when the user interrupts */
    static FilmMaker withoutModel(Runnable check) {
        return new FilmMaker(null, check);
    }

    /** @param directory the directory for a copy of the packaged model */
    static FilmMaker withModel(Path directory, Runnable check) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        return new FilmMaker(Model.load(DemoModel.copyTo(directory), threads), check);
    }

    Film draw(StreetSettings settings) {
        List<List<StreetObject>> truth = new ArrayList<>();
        List<List<StreetObject>> unhidden = new ArrayList<>();
        Map<BoxSource, List<List<Observation>>> found = new EnumMap<>(BoxSource.class);
        NoisyDetector noise = new NoisyDetector(settings);
        try (Street street = new Street(settings)) {
            for (long picture = 0; picture < settings.pictures(); picture++) {
                check.run();
                street.advance();
                List<StreetObject> objects = street.objects();
                truth.add(objects);
                unhidden.add(street.unhidden());
                add(
                        found,
                        BoxSource.TRUTH,
                        objects.stream().map(FilmMaker::exact).toList());
                add(
                        found,
                        BoxSource.NOISE,
                        noise.see(objects).stream().map(FilmMaker::noisy).toList());
                if (lane != null) {
                    add(found, BoxSource.MODEL, detected(street.jpeg(JPEG_QUALITY)));
                }
            }
        }
        return new Film(settings, truth, unhidden, found);
    }

    private static void add(
            Map<BoxSource, List<List<Observation>>> found, BoxSource source, List<Observation> observations) {
        found.computeIfAbsent(source, s -> new ArrayList<>()).add(observations);
    }

    private static Observation exact(StreetObject object) {
        double right = object.x() + object.width();
        double bottom = object.y() + object.height();
        return new Observation(
                new Box(object.x(), object.y(), right, bottom), 1, object.kind().label());
    }

    private static Observation noisy(NoisyDetector.Found found) {
        Box box = new Box(found.x(), found.y(), found.x() + found.width(), found.y() + found.height());
        return new Observation(box, (float) found.score(), found.kind().label());
    }

    private List<Observation> detected(byte[] jpeg) {
        Outcome outcome = lane.detect(List.of(ByteBuffer.wrap(jpeg))).get(0);
        if (!(outcome instanceof Outcome.Detected detected)) {
            throw new IllegalStateException("a drawn picture cannot be analyzed: " + outcome);
        }
        List<String> names = model.info().classNames();
        return detected.boxes().stream()
                .map(box -> box.to(
                        names,
                        (id, name, score, x1, y1, x2, y2) -> new Observation(new Box(x1, y1, x2, y2), score, name)))
                .toList();
    }

    @Override
    public void close() {
        if (lane != null) {
            lane.close();
            model.close();
        }
    }
}
