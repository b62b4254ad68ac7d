/**
 * The topics of a site: what each must be like ({@code TopicTable}), whether it is, and how missing ones are created.
 */
package dev.hawkeye.site.topics;
