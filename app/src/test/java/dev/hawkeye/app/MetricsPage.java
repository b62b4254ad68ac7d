package dev.hawkeye.app;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What /metrics says at one moment.
 *
 * @param kinds by the name of a family
 * @param series values, by name and labels as they are written
 */
record MetricsPage(Map<String, String> kinds, Map<String, Double> series) {
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SERIES = Pattern.compile("([^#\\s{]\\S*?(?:\\{.*\\})?) (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    static MetricsPage of(int port) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
        String body = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        Map<String, String> kinds = new TreeMap<>();
        Map<String, Double> series = new TreeMap<>();
        body.lines().forEach(line -> {
            Matcher type = TYPE.matcher(line);
            Matcher one = SERIES.matcher(line);
            if (type.matches()) {
                kinds.put(type.group(1), type.group(2));
            } else if (one.matches()) {
                series.put(one.group(1), Double.valueOf(one.group(2).replace("Inf", "Infinity")));
            }
        });
        return new MetricsPage(kinds, series);
    }

    /** @return null when there is none */
    Double value(String series) {
        return this.series.get(series);
    }

    /** Names of the labels of every series of a name. */
    Set<Set<String>> labels(String name) {
        Set<Set<String>> all = new LinkedHashSet<>();
        series.keySet().stream()
                .filter(one -> one.equals(name) || one.startsWith(name + "{"))
                .forEach(one -> {
                    Set<String> labels = new TreeSet<>();
                    LABEL.matcher(one).results().forEach(found -> labels.add(found.group(1)));
                    labels.remove("le");
                    all.add(labels);
                });
        return all;
    }
}
