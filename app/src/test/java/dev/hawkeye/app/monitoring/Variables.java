package dev.hawkeye.app.monitoring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts values into a query in the place of variables, as Grafana does for Prometheus: the first value where one can be
 * chosen, and all of them where several can.
 */
final class Variables {
    /** $name, ${name} and ${name:format}, of which dots may be part. */
    static final Pattern USE = Pattern.compile("\\$(?:(\\w+)|\\{([\\w.]+)(?::\\w+)?})");

    private static final Pattern QUERY = Pattern.compile("label_values\\((.+), (\\w+)\\)");

    private final Map<String, String> values = new HashMap<>();

    /**
     * The variables that every dashboard has.
     *
     * @param range what is looked at, seconds
     * @param scrapeInterval seconds; also the distance of two points, so that rates are over four of them
     */
    Variables(int range, int scrapeInterval) {
        values.put("__range", range + "s");
        values.put("__interval", scrapeInterval + "s");
        values.put("__rate_interval", 4 * scrapeInterval + "s");
    }

    /** Asks for the values of a dashboard's variables, one after the other, since one may be part of the next. */
    void fill(Dashboard dashboard, PrometheusApi prometheus) {
        for (Dashboard.Variable variable : dashboard.variables()) {
            List<String> found = values(variable, prometheus);
            if (found.isEmpty()) {
                throw new IllegalStateException(dashboard.uid() + ": variable " + variable.name() + " has no values");
            }
            values.put(
                    variable.name(),
                    variable.multi()
                            ? found.stream().map(Variables::inRegex).collect(Collectors.joining("|", "(", ")"))
                            : found.get(0));
        }
    }

    private List<String> values(Dashboard.Variable variable, PrometheusApi prometheus) {
        Matcher query = QUERY.matcher(variable.query());
        if (!query.matches()) {
            throw new IllegalStateException("not a query that is understood: " + variable.query());
        }
        return prometheus.labelValues(query.group(2), in(query.group(1)));
    }

    private static String inRegex(String value) {
        return value.replaceAll("[\\\\$^*{}\\[\\]'+?.()|]", "\\\\\\\\$0");
    }

    /** @return the query with values for all variables */
    String in(String expression) {
        return USE.matcher(expression).replaceAll(use -> {
            String name = use.group(1) == null ? use.group(2) : use.group(1);
            String value = values.get(name);
            if (value == null) {
                throw new IllegalStateException("$" + name + " has no value in " + expression);
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
