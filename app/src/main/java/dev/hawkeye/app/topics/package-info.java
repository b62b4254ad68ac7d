/** {@code hawkeye topics}: checks and creates the topics of a site. */
package dev.hawkeye.app.topics;
