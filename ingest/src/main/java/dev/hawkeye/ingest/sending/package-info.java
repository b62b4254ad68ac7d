/**
 * The frames topic: sending records, slowing down lossless cameras, and finding the position of a stream. Independent
 * of where pictures come from.
 */
package dev.hawkeye.ingest.sending;
