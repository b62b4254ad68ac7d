package dev.hawkeye.analyze.boxes;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * COCO's results, {@code [{image_id, category_id, bbox, score}]}, and a second file with the pictures and categories
 * that these ids refer to, in the form of an annotation file without annotations.
 */
final class CocoBoxes implements BoxWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator results;
    private final JsonGenerator images;
    private final CocoImageIds ids;
    private final CocoCategories categories;

    CocoBoxes(Path resultsFile, Path imagesFile, CocoImageIds ids, CocoCategories categories) throws IOException {
        this.ids = ids;
        this.categories = categories;
        results = JSON.createGenerator(resultsFile.toFile(), JsonEncoding.UTF8);
        results.writeStartArray();
        images = JSON.createGenerator(imagesFile.toFile(), JsonEncoding.UTF8);
        images.writeStartObject();
        images.writeArrayFieldStart("images");
    }

    @Override
    public void write(SeenPicture picture) throws IOException {
        long id = ids.of(picture);
        images.writeStartObject();
        images.writeNumberField("id", id);
        images.writeStringField("file_name", fileName(picture));
        images.writeNumberField("width", picture.width());
        images.writeNumberField("height", picture.height());
        images.writeEndObject();
        for (FoundBox box : picture.boxes()) {
            results.writeStartObject();
            results.writeNumberField("image_id", id);
            results.writeNumberField("category_id", categories.of(box.classId()));
            results.writeArrayFieldStart("bbox");
            results.writeNumber(box.x());
            results.writeNumber(box.y());
            results.writeNumber(box.width());
            results.writeNumber(box.height());
            results.writeEndArray();
            results.writeNumberField("score", box.confidence());
            results.writeEndObject();
        }
    }

    /** A picture of a video is named as by {@code ffmpeg -i VIDEO NAME/%06d.jpg}. */
    private static String fileName(SeenPicture picture) {
        return picture.pictureFile() == null
                ? String.format(Locale.ROOT, "%s/%06d.jpg", picture.camera(), picture.frame() + 1)
                : picture.pictureFile();
    }

    @Override
    public void close() throws IOException {
        results.writeEndArray();
        results.close();
        images.writeEndArray();
        images.writeArrayFieldStart("categories");
        for (var category : categories.all().entrySet()) {
            images.writeStartObject();
            images.writeNumberField("id", category.getKey());
            images.writeStringField("name", category.getValue());
            images.writeEndObject();
        }
        images.writeEndArray();
        images.writeEndObject();
        images.close();
    }
}
