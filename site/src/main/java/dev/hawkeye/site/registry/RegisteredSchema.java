package dev.hawkeye.site.registry;

/**
 * One version of a subject.
 *
 * @param version 1 for the subject's first
 * @param id carried by records; the same schema has the same id under every subject
 * @param schema Avro's JSON
 */
public record RegisteredSchema(String subject, int version, int id, String schema) {}
