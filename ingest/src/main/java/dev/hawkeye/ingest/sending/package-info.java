/**
 * The frames topic: sending records, holding lossless cameras back, and finding out what of a stream is there
 * already. Knows nothing of where pictures come from.
 */
package dev.hawkeye.ingest.sending;
