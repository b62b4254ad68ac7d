/** The topics of a site: their requirements ({@code TopicTable}), the check, and the creation of missing topics. */
package dev.hawkeye.site.topics;
