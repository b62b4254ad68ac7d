/** What has to be right around a service before it starts. */
package dev.hawkeye.site.gate;
