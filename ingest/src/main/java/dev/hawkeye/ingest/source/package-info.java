/**
 * The contract of picture sources: what they deliver, how they fail, and how a blocking call is ended. Depends only on
 * the configuration, not on any implementation.
 */
package dev.hawkeye.ingest.source;
