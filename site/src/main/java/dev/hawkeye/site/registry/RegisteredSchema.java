package dev.hawkeye.site.registry;

/**
 * One version of a subject.
 *
 * @param version 1 for the first version of the subject
 * @param id carried by records; a schema has the same id under every subject
 * @param schema Avro schema as JSON
 */
public record RegisteredSchema(String subject, int version, int id, String schema) {}
