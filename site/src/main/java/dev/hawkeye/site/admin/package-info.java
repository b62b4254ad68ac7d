/** The console's administration functions: change settings and models, and probe a camera. Independent of HTTP. */
package dev.hawkeye.site.admin;
