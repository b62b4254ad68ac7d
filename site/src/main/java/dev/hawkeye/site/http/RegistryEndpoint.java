package dev.hawkeye.site.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.hawkeye.site.registry.RegisteredSchema;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.avro.Schema;

/**
 * The read paths of Confluent's Schema Registry, so that other processes can decode Hawkeye's topics with any client of
 * that registry, and write to them with the existing schemas. It registers nothing: an unknown schema is refused.
 * Responses and error codes are Confluent's.
 */
public final class RegistryEndpoint {
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int NOT_FOUND = 404;
    private static final int UNPROCESSABLE = 422;
    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int VERSION_NOT_FOUND = 40402;
    private static final int SCHEMA_NOT_FOUND = 40403;
    private static final int INVALID_SCHEMA = 42201;
    private static final int INVALID_VERSION = 42202;
    private static final int NOT_PERMITTED = 42205;

    private final List<RegisteredSchema> schemas;

    /** @param schemas read at each request; thread-safe */
    public RegistryEndpoint(List<RegisteredSchema> schemas) {
        this.schemas = schemas;
    }

    /** Adds the routes to the server. */
    public void addTo(RoutesConfig routes) {
        routes.get("/schemas/ids/{id}", context -> answer(context, byId(context.pathParam("id"))));
        routes.get("/subjects", context -> answer(context, subjects()));
        routes.get("/subjects/{subject}/versions", context -> answer(context, versions(context.pathParam("subject"))));
        routes.get(
                "/subjects/{subject}/versions/{version}",
                context -> answer(context, version(context.pathParam("subject"), context.pathParam("version"))));
        // Confluent's deserializer looks up the version of each schema that it reads, and its serializer registers a
        // schema first.
        routes.post("/subjects/{subject}", context -> answer(context, lookUp(context)));
        routes.post("/subjects/{subject}/versions", context -> answer(context, Map.of("id", known(context))));
        routes.exception(Refusal.class, (refusal, context) -> {
            context.status(refusal.status);
            answer(context, Map.of("error_code", refusal.code, "message", refusal.getMessage()));
        });
    }

    private static void answer(Context context, Object body) {
        context.json(body).contentType(CONTENT_TYPE);
    }

    private Object byId(String id) {
        return schemas.stream()
                .filter(schema -> String.valueOf(schema.id()).equals(id))
                .findFirst()
                .map(schema -> Map.of("schema", schema.schema()))
                .orElseThrow(() -> new Refusal(NOT_FOUND, SCHEMA_NOT_FOUND, "Schema " + id + " not found"));
    }

    private Object subjects() {
        TreeSet<String> subjects = new TreeSet<>();
        schemas.forEach(schema -> subjects.add(schema.subject()));
        return subjects;
    }

    private List<Integer> versions(String subject) {
        return of(subject).stream().map(RegisteredSchema::version).toList();
    }

    private RegisteredSchema version(String subject, String version) {
        List<RegisteredSchema> ofSubject = of(subject);
        if (version.equals("latest") || version.equals("-1")) {
            return ofSubject.get(ofSubject.size() - 1);
        }
        if (!version.matches("0*[1-9]\\d{0,8}")) {
            throw new Refusal(
                    UNPROCESSABLE,
                    INVALID_VERSION,
                    "The specified version '" + version
                            + "' is not a valid version id. Allowed values are between [1, 2^31-1] and the string"
                            + " \"latest\"");
        }
        int number = Integer.parseInt(version);
        return ofSubject.stream()
                .filter(schema -> schema.version() == number)
                .findFirst()
                .orElseThrow(() -> new Refusal(NOT_FOUND, VERSION_NOT_FOUND, "Version " + number + " not found."));
    }

    private Object lookUp(Context context) {
        return find(context).orElseThrow(() -> new Refusal(NOT_FOUND, SCHEMA_NOT_FOUND, "Schema not found"));
    }

    private int known(Context context) {
        return find(context)
                .map(RegisteredSchema::id)
                .orElseThrow(() -> new Refusal(
                        UNPROCESSABLE,
                        NOT_PERMITTED,
                        "Subject " + context.pathParam("subject") + " is in read-only mode: it has the schemas of"
                                + " Hawkeye's version, and takes no other"));
    }

    private Optional<RegisteredSchema> find(Context context) {
        Schema asked;
        try {
            asked = new Schema.Parser()
                    .parse(context.bodyAsClass(Question.class).schema());
        } catch (RuntimeException e) {
            throw new Refusal(UNPROCESSABLE, INVALID_SCHEMA, "Invalid schema: " + e.getMessage());
        }
        return of(context.pathParam("subject")).stream()
                .filter(registered ->
                        new Schema.Parser().parse(registered.schema()).equals(asked))
                .findFirst();
    }

    /** The relevant part of a request. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Question(String schema) {}

    private List<RegisteredSchema> of(String subject) {
        List<RegisteredSchema> found = schemas.stream()
                .filter(schema -> schema.subject().equals(subject))
                .sorted(Comparator.comparingInt(RegisteredSchema::version))
                .toList();
        if (found.isEmpty()) {
            throw new Refusal(NOT_FOUND, SUBJECT_NOT_FOUND, "Subject '" + subject + "' not found.");
        }
        return found;
    }

    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final int code;

        Refusal(int status, int code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }
}
