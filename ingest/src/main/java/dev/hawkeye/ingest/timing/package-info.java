/**
 * When a picture was captured, and whether it is due to be sent. Works only with times and numbers, not with pictures
 * or records.
 */
package dev.hawkeye.ingest.timing;
