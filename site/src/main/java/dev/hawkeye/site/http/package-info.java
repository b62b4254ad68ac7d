/**
 * The HTTP server of a process: health, access control, host names, and Confluent's read paths for the local registry.
 * Parts of the process add their own routes, on which this package does not depend.
 */
package dev.hawkeye.site.http;
