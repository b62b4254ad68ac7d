/** Settings that change while a process runs. Knows the configuration and none of the services. */
package dev.hawkeye.site.change;
