package dev.hawkeye.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.schema.SchemaValidator;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What openapi.yaml says, and which of it was seen. */
public final class DescribedApi {
    private final String text = read();
    private final OpenAPI openApi = new OpenAPIV3Parser().readContents(text).getOpenAPI();
    private final OpenApiInteractionValidator validator =
            OpenApiInteractionValidator.createForInlineApiSpecification(text).build();
    private final Set<Answer> seen = new TreeSet<>();

    /**
     * One way to answer.
     *
     * @param path as described, with names of variables in braces
     */
    record Answer(String path, String method, int status) implements Comparable<Answer> {
        @Override
        public int compareTo(Answer other) {
            return Comparator.comparing(Answer::path)
                    .thenComparing(Answer::method)
                    .thenComparing(Answer::status)
                    .compare(this, other);
        }
    }

    Set<Answer> all() {
        Set<Answer> answers = new TreeSet<>();
        openApi.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> operation
                                .getResponses()
                                .keySet()
                                .forEach(status ->
                                        answers.add(new Answer(path, method.name(), Integer.parseInt(status))))));
        return answers;
    }

    List<Answer> all(int status) {
        List<Answer> answers = new ArrayList<>(all());
        answers.removeIf(answer -> answer.status != status);
        return answers;
    }

    Set<Answer> seen() {
        return seen;
    }

    void sawStream() {
        seen.add(new Answer("/api/live", "GET", 200));
    }

    /** Checks an answer against the description. */
    public void check(String method, String path, HttpResponse<byte[]> response) {
        SimpleResponse.Builder answer = SimpleResponse.Builder.status(response.statusCode());
        response.headers().map().forEach(answer::withHeader);
        if (response.body().length > 0) {
            answer.withBody(response.body());
        }
        ValidationReport report = validator.validateResponse(path, Request.Method.valueOf(method), answer.build());
        assertThat(report.getMessages())
                .as("%s %s %s", method, path, response.statusCode())
                .isEmpty();
        seen.add(new Answer(template(path), method, response.statusCode()));
    }

    /** Checks a value against one of the described schemas. */
    public void check(String schema, JsonNode value) {
        ValidationReport report = new SchemaValidator(openApi, new MessageResolver())
                .validate(value.toString(), openApi.getComponents().getSchemas().get(schema), "stream");
        assertThat(report.getMessages()).as("%s %s", schema, value).isEmpty();
    }

    /** The described path with the fewest variables that fits. */
    private String template(String path) {
        return openApi.getPaths().keySet().stream()
                .filter(template -> path.matches(template.replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+")))
                .min(Comparator.comparing(
                        template -> template.chars().filter(c -> c == '{').count()))
                .orElseThrow();
    }

    private static String read() {
        try (InputStream stream = ConsoleService.class.getResourceAsStream("openapi.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
