package dev.hawkeye.bench.scale;

import dev.hawkeye.commandline.Median;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%d cameras, %d partitions, a stand-in inference of %d ms on one lane, medians of %d rounds of %d"
                        + " s%n%n",
                options.cameras(),
                options.partitions(),
                options.cost().toMillis(),
                options.rounds(),
                options.window().toSeconds());
        out.printf("%-12s %12s %16s %10s   %s%n", "detectors", "frames/s", "of the 1st, ×", "of ideal", "rounds");
        double first = median(throughput.get(1));
        throughput.forEach((instances, rounds) -> out.printf(
                Locale.ROOT,
                "%-12d %12.1f %16.2f %10.2f   %s%n",
                instances,
                median(rounds),
                median(rounds) / first,
                median(rounds) / (instances * options.ideal()),
                rounds.stream()
                        .map(value -> String.format(Locale.ROOT, "%.1f", value))
                        .collect(Collectors.joining(" "))));
        printRebalances(out);
        printSpread(out);
    }

    private void printRebalances(PrintStream out) {
        out.printf("%n%-20s %18s %28s %22s%n", "", "partitions moved", "between remaining ones", "longest pause, s");
        rebalances.stream().map(Rebalance::what).distinct().sorted().forEach(what -> {
            List<Rebalance> same =
                    rebalances.stream().filter(each -> each.what().equals(what)).toList();
            out.printf(
                    Locale.ROOT,
                    "%-20s %18s %28s %22s%n",
                    what,
                    same.stream().map(each -> String.valueOf(each.moved())).collect(Collectors.joining(" ")),
                    same.stream().map(each -> String.valueOf(each.inVain())).collect(Collectors.joining(" ")),
                    same.stream()
                            .map(each -> String.format(Locale.ROOT, "%.1f", each.pause()))
                            .collect(Collectors.joining(" ")));
        });
    }

    private void printSpread(PrintStream out) {
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

    private static double median(List<Double> values) {
        return Median.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
