/**
 * What the console's administrators can do, by the services of this site: change settings and models, and look at a camera. Knows
 * nothing of HTTP.
 */
package dev.hawkeye.site.admin;
