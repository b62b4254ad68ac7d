package dev.hawkeye.analyze.boxes;

import java.io.Closeable;
import java.io.IOException;

/** Writes the boxes of one video, picture by picture, and keeps none of them. Complete when closed. Not thread-safe. */
interface BoxWriter extends Closeable {

    void write(SeenPicture picture) throws IOException;
}
