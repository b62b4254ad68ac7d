/** Pictures of a running site, as input for other work; {@code hawkeye frames} writes them into folders. */
package dev.hawkeye.app.frames;
