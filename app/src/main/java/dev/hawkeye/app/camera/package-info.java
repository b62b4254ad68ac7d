/** {@code hawkeye camera}: lists, adds, changes and removes the cameras of a running site. */
package dev.hawkeye.app.camera;
