/** What {@code hawkeye config check} looks at beyond the settings themselves: files and folders on this machine. */
package dev.hawkeye.site.check;
