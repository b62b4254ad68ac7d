/** Settings that change at run time. Depends on the configuration, not on the services. */
package dev.hawkeye.site.change;
