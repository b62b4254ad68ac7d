/**
 * What can be changed over HTTP, as interfaces that the site fills in, and the records that go with them. Knows no service, and
 * nothing of how it is asked.
 */
package dev.hawkeye.console.admin;
