/**
 * The contract of a source of pictures: what it gives, how it fails, and how a call that waits is ended. Knows
 * the configuration only, not how any source works.
 */
package dev.hawkeye.ingest.source;
