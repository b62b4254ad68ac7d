/** Pictures of a running site, for what is made from them; {@code hawkeye frames}, which writes them into folders. */
package dev.hawkeye.app.frames;
