/**
 * HTTP as cameras speak it: requests within a deadline, logins, redirects and how far they may lead. Knows
 * nothing of pictures.
 */
package dev.hawkeye.ingest.http;
