/** What each topic of a site must be like, whether it is, and {@code hawkeye topics}. */
package dev.hawkeye.site.topics;
