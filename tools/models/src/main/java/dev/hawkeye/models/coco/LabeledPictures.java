package dev.hawkeye.models.coco;

import dev.hawkeye.settings.MissingFile;
import dev.hawkeye.vision.picture.DatasetException;
import dev.hawkeye.vision.picture.PictureFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Pictures with their ground truth. Labels are read and checked immediately, pictures on demand.
 *
 * @param pictures the pictures by name, at least one
 * @param remarks pictures and labels that do not count, with the reasons, one line each
 */
public record LabeledPictures(List<LabeledPicture> pictures, List<String> remarks) {
    public LabeledPictures {
        pictures = List.copyOf(pictures);
        remarks = List.copyOf(remarks);
    }

    /**
     * Reads labels of either kind:
     *
     * <ul>
     *   <li>a folder in YOLO's format: a text file with each picture's base name, one line per object, {@code class cx
     *       cy w h} relative to the picture's width and height (or the corners of its outline, whose bounding box
     *       counts); a picture without a file has no objects
     *   <li>a file in COCO's format, {@code instances.json}: pictures are matched by {@code file_name}, classes by
     *       name; a picture that is not in it does not count
     * </ul>
     *
     * @param classNames class names of the model, by class id
     * @throws DatasetException when the labels cannot be used; the message names file, line and error
     */
    public static LabeledPictures read(PictureFolder pictures, Path labels, List<String> classNames) {
        if (Files.isDirectory(labels)) {
            return YoloLabels.read(pictures, labels, classNames);
        }
        if (Files.isRegularFile(labels)) {
            return CocoInstances.read(pictures, labels, classNames);
        }
        throw new DatasetException(labels + " does not exist" + MissingFile.hint(labels)
                + ": give a folder of YOLO label files, or COCO's instances.json");
    }
}
