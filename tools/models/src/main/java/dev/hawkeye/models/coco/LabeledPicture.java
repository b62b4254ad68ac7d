package dev.hawkeye.models.coco;

import java.nio.file.Path;
import java.util.List;

/** A picture and its objects. Immutable. */
public final class LabeledPicture {
    private final Path file;
    private final Labels labels;

    LabeledPicture(Path file, Labels labels) {
        this.file = file;
        this.labels = labels;
    }

    public Path file() {
        return file;
    }

    /**
     * @param width the width of the full picture in pixels
     * @param height the height of the full picture in pixels
     * @throws dev.hawkeye.vision.picture.DatasetException when the labels cannot be used, or are for a picture of
     * another size
     */
    public List<TrueObject> objects(int width, int height) {
        return labels.objects(width, height);
    }

    /** The objects of one picture, once its size is known. */
    interface Labels {
        List<TrueObject> objects(int width, int height);
    }
}
