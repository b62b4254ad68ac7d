package dev.hawkeye.app.synthetic;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.street.Street;
import dev.hawkeye.street.StreetObject;
import dev.hawkeye.street.scene.ObjectKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * COCO's {@code instances.json}. An annotation also has {@code track_id} and {@code visibility}, as extensions of COCO
 * do.
 */
final class CocoTruth implements TruthFile {
    private final Path file;
    private final List<Image> images = new ArrayList<>();
    private final List<Annotation> annotations = new ArrayList<>();

    CocoTruth(Path file) {
        this.file = file;
    }

    private record Document(List<Image> images, List<Annotation> annotations, List<Category> categories) {}

    private record Image(long id, @JsonProperty("file_name") String fileName, int width, int height) {}

    private record Annotation(
            long id,
            @JsonProperty("image_id") long imageId,
            @JsonProperty("category_id") int categoryId,
            List<Double> bbox,
            double area,
            int iscrowd,
            @JsonProperty("track_id") int trackId,
            double visibility) {}

    private record Category(int id, String name) {}

    @Override
    public void add(int number, String name, List<StreetObject> objects) {
        images.add(new Image(number, name, Street.WIDTH, Street.HEIGHT));
        for (StreetObject object : objects) {
            annotations.add(new Annotation(
                    annotations.size() + 1,
                    number,
                    object.kind().category(),
                    List.of(object.x(), object.y(), object.width(), object.height()),
                    object.width() * object.height(),
                    0,
                    object.track(),
                    object.visible()));
        }
    }

    @Override
    public void close() throws IOException {
        List<Category> categories = Arrays.stream(ObjectKind.values())
                .map(kind -> new Category(kind.category(), kind.label()))
                .toList();
        new ObjectMapper().writeValue(file.toFile(), new Document(images, annotations, categories));
    }
}
