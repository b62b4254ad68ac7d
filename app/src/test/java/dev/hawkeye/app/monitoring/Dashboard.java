package dev.hawkeye.app.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A dashboard of Grafana, as its file has it. */
record Dashboard(JsonNode json) {

    /** One query of a panel, with the variables in it. */
    record Query(String dashboard, String panel, String expression, boolean instant) {
        @Override
        public String toString() {
            return dashboard + " / " + panel + ": " + expression;
        }
    }

    /** A variable whose values come from a query, label_values(metric, label). */
    record Variable(String name, String query, boolean multi) {}

    String uid() {
        return json.path("uid").asText();
    }

    List<JsonNode> panels() {
        return all(json.path("panels")).toList();
    }

    List<Query> queries() {
        return panels().stream().flatMap(this::queries).toList();
    }

    /** Those of the panel with this title. */
    List<Query> queries(String panel) {
        return queries().stream().filter(query -> query.panel().equals(panel)).toList();
    }

    private Stream<Query> queries(JsonNode panel) {
        return all(panel.path("targets"))
                .map(target -> new Query(
                        uid(),
                        panel.path("title").asText(),
                        target.path("expr").asText(),
                        target.path("instant").asBoolean()));
    }

    List<Variable> variables() {
        return all(json.path("templating").path("list"))
                .map(one -> new Variable(
                        one.path("name").asText(),
                        one.path("query").path("query").asText(),
                        one.path("multi").asBoolean()))
                .toList();
    }

    private static Stream<JsonNode> all(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Override
    public String toString() {
        return uid();
    }
}
