/** Pictures and JPEGs in memory: sizes, extracting JPEGs from a byte stream, encoding. Independent of their source. */
package dev.hawkeye.ingest.picture;
