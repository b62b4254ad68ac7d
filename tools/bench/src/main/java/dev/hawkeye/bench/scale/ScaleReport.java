package dev.hawkeye.bench.scale;

import dev.hawkeye.commandline.Median;
import dev.hawkeye.commandline.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The results of {@link ScaleBench}, round by round. */
final class ScaleReport {
    private final ScaleOptions options;
    private final Map<Integer, List<Double>> throughput = new TreeMap<>();
    private final List<Rebalance> rebalances = new ArrayList<>();
    private Map<Integer, Integer> cameras = Map.of();
    private List<Integer> camerasOfInstances = List.of();

    /** @param pause longest time without any detection, seconds */
    private record Rebalance(String what, long moved, long inVain, double pause) {}

    ScaleReport(ScaleOptions options) {
        this.options = options;
    }

    void cameras(Map<Integer, Integer> byPartition) {
        cameras = Map.copyOf(byPartition);
    }

    void throughput(int instances, double perSecond) {
        throughput.computeIfAbsent(instances, n -> new ArrayList<>()).add(perSecond);
    }

    void joined(int instances, Ownership before, Ownership after, double pause) {
        add("the " + ordinal(instances) + " joins", before, after, pause);
        camerasOfInstances = camerasOf(after);
    }

    void left(int instances, Ownership before, Ownership after, double pause) {
        add("one of " + instances + " leaves", before, after, pause);
    }

    private void add(String what, Ownership before, Ownership after, double pause) {
        rebalances.add(new Rebalance(what, before.movedUntil(after), before.movedInVainUntil(after), pause));
    }

    private static String ordinal(int number) {
        return number == 2 ? "2nd" : number == 3 ? "3rd" : number + "th";
    }

    private List<Integer> camerasOf(Ownership ownership) {
        Map<String, Integer> byOwner = new TreeMap<>();
        ownership
                .owners()
                .forEach((partition, owner) -> byOwner.merge(owner, cameras.getOrDefault(partition, 0), Integer::sum));
        return byOwner.values().stream().sorted().toList();
    }

    /** Whether each additional detector added at least this share of the first one's throughput. */
    boolean growsInStep(double part) {
        double first = median(throughput.get(1));
        return throughput.entrySet().stream()
                .allMatch(measured -> median(measured.getValue()) >= part * measured.getKey() * first);
    }

    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%d cameras, %d partitions, a stand-in inference of %d ms on one lane, medians of %d rounds of %d"
                        + " s%n%n",
                options.cameras(),
                options.partitions(),
                options.cost().toMillis(),
                options.rounds(),
                options.window().toSeconds());
        Table table = Table.of(">detectors", ">frames/s", ">of the 1st, ×", ">of ideal", "rounds");
        double first = median(throughput.get(1));
        throughput.forEach((instances, rounds) -> table.row(
                instances,
                Table.number("%.1f", median(rounds)),
                Table.number("%.2f", median(rounds) / first),
                Table.number("%.2f", median(rounds) / (instances * options.ideal())),
                all(rounds, value -> Table.number("%.1f", value))));
        table.print(out);
        out.println();
        rebalances().print(out);
        printSpread(out);
        out.flush();
    }

    private Table rebalances() {
        Table table = Table.of("", ">partitions moved", ">between remaining ones", ">longest pause, s");
        rebalances.stream().map(Rebalance::what).distinct().sorted().forEach(what -> {
            List<Rebalance> same =
                    rebalances.stream().filter(each -> each.what().equals(what)).toList();
            table.row(
                    what,
                    all(same, each -> String.valueOf(each.moved())),
                    all(same, each -> String.valueOf(each.inVain())),
                    all(same, each -> Table.number("%.1f", each.pause())));
        });
        return table;
    }

    private void printSpread(PrintWriter out) {
        Collection<Integer> counts = new ArrayList<>(cameras.values());
        while (counts.size() < options.partitions()) {
            counts.add(0);
        }
        out.printf(
                Locale.ROOT,
                "%ncameras per partition: %d to %d, %.1f on average; per detector at the end: %s%n",
                Collections.min(counts),
                Collections.max(counts),
                (double) options.cameras() / options.partitions(),
                camerasOfInstances);
    }

    private static <T> String all(List<T> rounds, Function<T, String> text) {
        return rounds.stream().map(text).collect(Collectors.joining(" "));
    }

    private static double median(List<Double> values) {
        return Median.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
