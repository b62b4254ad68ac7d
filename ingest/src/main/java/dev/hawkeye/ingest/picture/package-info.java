/**
 * Pictures and JPEGs in memory: sizes, cutting JPEGs out of a byte stream, encoding. Knows nothing of where they
 * come from.
 */
package dev.hawkeye.ingest.picture;
