package dev.hawkeye.bench.tracks;

import dev.hawkeye.commandline.Table;
import dev.hawkeye.street.drawing.Weather;
import dev.hawkeye.tracking.evaluation.TrackScores;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The results of {@code bench tracks}. Not thread-safe. */
final class TracksReport {
    private static final double PERCENT = 100;

    private final int fps;
    private final List<Integer> strides;
    private final List<Judged> judged = new ArrayList<>();
    private final Map<Row, PresenceScore> presence = new TreeMap<>();

    /** @param strides one stride per rate: a stride of 2 analyzes every second picture */
    TracksReport(int fps, List<Integer> strides) {
        this.fps = fps;
        this.strides = strides;
    }

    private record Judged(Weather weather, BoxSource source, int every, TrackScores scores, TrackScores online) {}

    private record Row(String boxes, int every) implements Comparable<Row> {
        @Override
        public int compareTo(Row other) {
            int order = boxes.compareTo(other.boxes);
            return order != 0 ? order : Integer.compare(every, other.every);
        }
    }

    void add(Film film) {
        Presence truth = TruePresence.of(film, StreetScene.SCENE);
        for (int every : strides) {
            add("true identities", every, truth, CountedPresence.withTrueIds(film, StreetScene.SCENE, every));
            for (BoxSource source : film.found().keySet()) {
                add(source.toString(), every, truth, CountedPresence.of(film, StreetScene.SCENE, source, every));
                judged.add(new Judged(
                        film.settings().weather(),
                        source,
                        every,
                        Identity.of(film, source, every, false),
                        Identity.of(film, source, every, true)));
            }
        }
    }

    private void add(String boxes, int every, Presence truth, Presence counted) {
        presence.merge(new Row(boxes, every), PresenceScore.of(truth, counted), PresenceScore::plus);
    }

    void print(PrintWriter out) {
        Table tracks = Table.of("boxes", ">frames/s", "weather", "HOTA, online", "IDF1, online", "HOTA", "IDF1");
        for (BoxSource source : BoxSource.values()) {
            for (int every : strides) {
                Predicate<Judged> row = one -> one.source == source && one.every == every;
                if (judged.stream().anyMatch(row)) {
                    tracks(tracks, source, every, "all", row);
                    for (Weather weather : Weather.values()) {
                        tracks(
                                tracks,
                                source,
                                every,
                                weather.toString().toLowerCase(Locale.ROOT),
                                row.and(one -> one.weather == weather));
                    }
                }
            }
        }
        tracks.print(out);
        out.println();
        Table counts = Table.of("boxes", ">frames/s", ">crossings", ">wrong", ">visits", ">wrong", ">dwell within 1 s");
        presence.forEach((row, score) -> counts.row(
                row.boxes,
                rate(row.every),
                score.crossings(),
                share(score.wrongCrossings(), score.crossings()),
                score.visits(),
                share(score.wrongVisits(), score.visits()),
                share(score.dwellRight(), score.visits())));
        counts.print(out);
        out.flush();
    }

    private void tracks(Table table, BoxSource source, int every, String weather, Predicate<Judged> row) {
        if (judged.stream().anyMatch(row)) {
            table.row(
                    source,
                    rate(every),
                    weather,
                    spread(row, one -> one.online.hota()),
                    spread(row, one -> one.online.idf1()),
                    spread(row, one -> one.scores.hota()),
                    spread(row, one -> one.scores.idf1()));
        }
    }

    /** Median, minimum and maximum. */
    private String spread(Predicate<Judged> row, ToDoubleFunction<Judged> value) {
        double[] sorted =
                judged.stream().filter(row).mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return String.format(
                Locale.ROOT,
                "%.1f (%.1f–%.1f)",
                PERCENT * median,
                PERCENT * sorted[0],
                PERCENT * sorted[sorted.length - 1]);
    }

    private String rate(int every) {
        return String.format(Locale.ROOT, "%.3g", (double) fps / every).replaceAll("\\.0+$", "");
    }

    private static String share(int part, int whole) {
        return String.format(Locale.ROOT, "%.1f %%", PERCENT * part / Math.max(1, whole));
    }
}
