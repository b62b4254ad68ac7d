/** {@code hawkeye camera}: lists the cameras of a running site, and forgets those that were removed. */
package dev.hawkeye.app.camera;
