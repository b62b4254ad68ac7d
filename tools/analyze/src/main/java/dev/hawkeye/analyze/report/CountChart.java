package dev.hawkeye.analyze.report;

import dev.hawkeye.analyze.result.Count;
import dev.hawkeye.vision.paint.ClassColor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The average number of objects of each class in view over the time of a video: a strip per class, with a bar per
 * window, or per several windows if there are many. Each strip has its own scale, with its name and maximum next to it,
 * so that reading it does not depend on colors.
 */
final class CountChart {
    private static final int MAX_BARS = 240;
    private static final int MAX_STRIPS = 20;
    private static final int LEFT = 150;
    private static final int WIDTH = 720;
    private static final int STRIP = 44;
    private static final int BAR_HEIGHT = 32;
    private static final int FOOT = 26;
    private static final int MAX_TICKS = 8;
    private static final int TICK = 4;
    /** Half the width of a tick's text. */
    private static final int HALF_TICK_TEXT = 24;
    /** Seconds from one tick to the next, in round numbers. */
    private static final int[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200
    };

    private static final int DAY = 86_400;
    private static final int MAX_NAME = 20;
    /** A video with a single picture gets a chart, too. */
    private static final double MIN_SECONDS = 0.001;

    private final Instant start;
    private final Map<String, Strip> strips = new TreeMap<>();
    private final double seconds;

    /**
     * @param start the start of the video
     * @param end the end of the video and of the axis, although the last window may extend beyond it
     */
    CountChart(Instant start, Instant end) {
        this.start = start;
        this.seconds = Math.max(MIN_SECONDS, seconds(end));
    }

    private record Bar(double from, double to, double mean) {}

    private static final class Strip {
        private final List<Bar> bars = new ArrayList<>();
        private long detections;

        double top() {
            return bars.stream().mapToDouble(Bar::mean).max().orElse(0);
        }
    }

    void add(Count count) {
        double from = seconds(count.start());
        double to = Math.min(seconds, seconds(count.end()));
        if (!count.className().isEmpty()) {
            Strip strip = strips.computeIfAbsent(count.className(), name -> new Strip());
            strip.bars.add(new Bar(Math.max(0, from), to, count.mean()));
            strip.detections += count.detections();
        }
    }

    private double seconds(Instant at) {
        return Duration.between(start, at).toMillis() / 1000.0;
    }

    boolean isEmpty() {
        return strips.isEmpty();
    }

    /** @param title description for screen readers */
    void write(Markup page, String title) throws IOException {
        List<Map.Entry<String, Strip>> shown = strips.entrySet().stream()
                .sorted(Comparator.comparing(strip -> -strip.getValue().detections))
                .limit(MAX_STRIPS)
                .toList();
        int height = shown.size() * STRIP + FOOT;
        page.open(
                "svg",
                "viewBox",
                "0 0 " + (LEFT + WIDTH + 10) + " " + height,
                "role",
                "img",
                "aria-label",
                title + ": "
                        + String.join(
                                ", ",
                                shown.stream()
                                        .map(strip -> strip.getKey() + " up to "
                                                + number(strip.getValue().top()))
                                        .toList()));
        for (int i = 0; i < shown.size(); i++) {
            strip(page, shown.get(i).getKey(), shown.get(i).getValue(), i * STRIP);
        }
        axis(page, shown.size() * STRIP);
        page.end();
        if (strips.size() > shown.size()) {
            page.element(
                    "p", "The " + MAX_STRIPS + " most frequent of " + strips.size() + " classes.", "class", "note");
        }
    }

    private void strip(Markup page, String name, Strip strip, int y) throws IOException {
        double top = strip.top();
        int base = y + STRIP - 4;
        String shown = name.length() > MAX_NAME ? name.substring(0, MAX_NAME - 1) + "…" : name;
        page.element("text", shown, "x", LEFT - 8, "y", y + 20, "text-anchor", "end");
        page.element("text", "max " + number(top), "x", LEFT - 8, "y", y + 36, "text-anchor", "end", "class", "small");
        page.empty("line", "x1", LEFT, "x2", LEFT + WIDTH, "y1", base, "y2", base, "class", "axis");
        for (Bar bar : merged(strip.bars)) {
            if (bar.mean > 0) {
                double height = Math.max(1, BAR_HEIGHT * bar.mean / top);
                page.open(
                                "rect",
                                "x",
                                number(x(bar.from)),
                                "y",
                                number(base - height),
                                "width",
                                number(Math.max(1, x(bar.to) - x(bar.from) - 0.5)),
                                "height",
                                number(height),
                                "class",
                                "bar",
                                "style",
                                "--hue:" + ClassColor.hue(name))
                        .element(
                                "title",
                                name + " " + number(bar.mean) + ", from " + Position.of(bar.from) + " to "
                                        + Position.of(bar.to))
                        .end();
            }
        }
    }

    /** Merges adjacent windows; a bar has the height of the highest one. */
    private static List<Bar> merged(List<Bar> bars) {
        int each = (bars.size() + MAX_BARS - 1) / MAX_BARS;
        List<Bar> merged = new ArrayList<>();
        for (int i = 0; i < bars.size(); i += each) {
            List<Bar> some = bars.subList(i, Math.min(bars.size(), i + each));
            merged.add(new Bar(
                    some.get(0).from,
                    some.get(some.size() - 1).to,
                    some.stream().mapToDouble(Bar::mean).max().orElse(0)));
        }
        return merged;
    }

    private void axis(Markup page, int y) throws IOException {
        int step = step();
        for (int at = 0; at <= seconds; at += step) {
            double x = x(at);
            String anchor = at == 0 ? "start" : x > LEFT + WIDTH - HALF_TICK_TEXT ? "end" : "middle";
            page.empty("line", "x1", number(x), "x2", number(x), "y1", y - TICK, "y2", y, "class", "axis");
            page.element("text", Position.of(at), "x", number(x), "y", y + 14, "text-anchor", anchor, "class", "small");
        }
    }

    private int step() {
        for (int step : STEPS) {
            if (seconds / step < MAX_TICKS) {
                return step;
            }
        }
        int days = (int) Math.ceil(seconds / MAX_TICKS / DAY);
        return days * DAY;
    }

    private double x(double at) {
        return LEFT + WIDTH * Math.min(at, seconds) / seconds;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
    }
}
