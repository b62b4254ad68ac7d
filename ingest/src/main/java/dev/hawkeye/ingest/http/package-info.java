/**
 * HTTP as cameras speak it: requests with a deadline, logins, and redirects with their limits. Does not deal with
 * pictures.
 */
package dev.hawkeye.ingest.http;
