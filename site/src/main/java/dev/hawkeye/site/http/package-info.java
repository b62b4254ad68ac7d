/**
 * The HTTP server of a process: health, who may ask, under which names, and Confluent's read paths for the local registry. Parts
 * of the process add their own routes; what they serve is not known here.
 */
package dev.hawkeye.site.http;
