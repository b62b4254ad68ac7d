package dev.hawkeye.app.synthetic;

import dev.hawkeye.street.StreetObject;
import java.io.IOException;
import java.util.List;

/** Writes the ground truth. The file is complete once closed. Not thread-safe. */
interface TruthFile extends AutoCloseable {

    /**
     * @param number the number of the picture, from 1
     * @param name the name of its file
     */
    void add(int number, String name, List<StreetObject> objects) throws IOException;

    @Override
    void close() throws IOException;
}
