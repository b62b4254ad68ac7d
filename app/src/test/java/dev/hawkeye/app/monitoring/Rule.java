package dev.hawkeye.app.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A rule of Prometheus. What an alert compares, and what with, is told apart by the last comparison that is in no
 * parentheses.
 */
record Rule(String name, String expression, boolean isAlert, JsonNode json) {
    private static final Set<String> COMPARISONS = Set.of("<", ">", "<=", ">=", "==", "!=");
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    static List<Rule> all() {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode group : Deploy.rules().path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                boolean isAlert = rule.has("alert");
                rules.add(new Rule(
                        rule.path(isAlert ? "alert" : "record").asText(),
                        rule.path("expr").asText(),
                        isAlert,
                        rule));
            }
        }
        return rules;
    }

    static List<Rule> alerts() {
        return all().stream().filter(Rule::isAlert).toList();
    }

    /** What has data whether something is broken or not: the left side of an alert's comparison, a recording as it is. */
    String compared() {
        return isAlert ? expression.substring(0, comparison()) : expression;
    }

    /** The number that an alert compares with. */
    double bound() {
        return Double.parseDouble(expression.substring(comparison()).replaceFirst("[<>=!]+", ""));
    }

    private int comparison() {
        int depth = 0;
        int last = -1;
        char quote = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (OPENING.indexOf(c) >= 0) {
                depth++;
            } else if (CLOSING.indexOf(c) >= 0) {
                depth--;
            } else if (depth == 0 && COMPARISONS.contains(operator(i))) {
                last = i;
                i += operator(i).length() - 1;
            }
        }
        if (last < 0) {
            throw new IllegalStateException(name + " compares nothing: " + expression);
        }
        return last;
    }

    private String operator(int start) {
        int end = start;
        while (end < expression.length() && "<>=!".indexOf(expression.charAt(end)) >= 0) {
            end++;
        }
        return expression.substring(start, end);
    }

    @Override
    public String toString() {
        return name;
    }
}
