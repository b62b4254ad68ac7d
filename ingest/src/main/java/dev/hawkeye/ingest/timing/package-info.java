/**
 * When a picture was captured, and whether it is due to be sent. Works with times and numbers only; touches no
 * picture and no record.
 */
package dev.hawkeye.ingest.timing;
