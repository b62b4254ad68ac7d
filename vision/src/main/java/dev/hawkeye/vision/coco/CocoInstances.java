package dev.hawkeye.vision.coco;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.vision.DatasetException;
import dev.hawkeye.vision.PictureFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads COCO's {@code instances.json}. Of a training set it is half a gigabyte: only what is needed is kept of it. */
final class CocoInstances {
    private static final ObjectMapper JSON =
            new ObjectMapper().setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));

    private final Path file;
    private final Map<Long, String> categories = new HashMap<>();
    private final Map<Long, List<TrueObject>> objects = new HashMap<>();
    private final TreeSet<String> unknown = new TreeSet<>();

    private CocoInstances(Path file) {
        this.file = file;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Document(List<Image> images, List<Annotation> annotations, List<Category> categories) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Image(long id, @JsonProperty("file_name") String fileName, int width, int height) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Annotation(
            long id,
            @JsonProperty("image_id") long imageId,
            @JsonProperty("category_id") long categoryId,
            List<Double> bbox,
            Double area,
            int iscrowd) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Category(long id, String name) {}

    static LabelledPictures read(PictureFolder pictures, Path file, List<String> classNames) {
        return new CocoInstances(file).labelled(pictures, document(file), classNames);
    }

    private static Document document(Path file) {
        Document document;
        try {
            document = JSON.readValue(file.toFile(), Document.class);
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
            throw new DatasetException(file + line + " " + reason(e), e);
        } catch (IOException e) {
            throw new DatasetException(file + " cannot be read: check its permissions", e);
        }
        if (document == null
                || document.images == null
                || document.annotations == null
                || document.categories == null) {
            throw new DatasetException(
                    file + " must have images, annotations and categories, as COCO's instances.json has");
        }
        return document;
    }

    private static String reason(JsonProcessingException e) {
        if (e instanceof JsonMappingException content && !(e.getCause() instanceof StreamReadException)) {
            return "is not as COCO's instances.json has it: "
                    + content.getPath().stream()
                            .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : "." + at.getFieldName())
                            .collect(Collectors.joining());
        }
        return "is not JSON: " + e.getOriginalMessage();
    }

    private LabelledPictures labelled(PictureFolder pictures, Document document, List<String> classNames) {
        document.categories.forEach(category -> categories.put(category.id, category.name));
        Map<String, Image> images = new HashMap<>();
        for (Image image : document.images) {
            images.put(fileName(image), image);
            objects.put(image.id, new ArrayList<>());
        }
        document.annotations.forEach(annotation -> add(annotation, classNames));

        List<LabelledPicture> labelled = new ArrayList<>();
        List<String> unlabelled = new ArrayList<>();
        for (Path picture : pictures.files()) {
            String name = picture.getFileName().toString();
            Image image = images.get(name);
            if (image == null) {
                unlabelled.add(name);
            } else {
                labelled.add(new LabelledPicture(picture, (width, height) -> objects(picture, image, width, height)));
            }
        }
        if (labelled.isEmpty()) {
            throw new DatasetException("no file_name in " + file + " belongs to a picture in " + pictures.folder()
                    + ": " + unlabelled.get(0) + ", say, is not in it");
        }
        List<String> remarks = new ArrayList<>();
        if (!unlabelled.isEmpty()) {
            remarks.add(Remarks.of("left out: pictures that are not in " + file.getFileName(), unlabelled));
        }
        if (!unknown.isEmpty()) {
            remarks.add(Remarks.of(
                    "left out: categories of " + file.getFileName() + " that are no class of the model",
                    List.copyOf(unknown)));
        }
        return new LabelledPictures(labelled, remarks);
    }

    /** Without the folders that some writers put before it. */
    private String fileName(Image image) {
        if (image.fileName == null || image.fileName.isEmpty()) {
            throw new DatasetException(file + ": image " + image.id + " must have a file_name");
        }
        return image.fileName.substring(image.fileName.lastIndexOf('/') + 1);
    }

    private void add(Annotation annotation, List<String> classNames) {
        String category = categories.get(annotation.categoryId);
        if (category == null) {
            throw wrong(annotation, "category_id", annotation.categoryId);
        }
        List<TrueObject> ofImage = objects.get(annotation.imageId);
        if (ofImage == null) {
            throw wrong(annotation, "image_id", annotation.imageId);
        }
        List<Double> box = annotation.bbox;
        if (box == null || box.size() != 4 || !box.stream().allMatch(Double::isFinite)) {
            throw new DatasetException(
                    file + ": annotation " + annotation.id + " must have a bbox of x, y, width, height, got: " + box);
        }
        int classId = classNames.indexOf(category);
        if (classId < 0) {
            unknown.add(category);
            return;
        }
        double area = annotation.area == null ? box.get(2) * box.get(3) : annotation.area;
        ofImage.add(
                new TrueObject(classId, box.get(0), box.get(1), box.get(2), box.get(3), area, annotation.iscrowd != 0));
    }

    private DatasetException wrong(Annotation annotation, String key, long value) {
        return new DatasetException(
                file + ": annotation " + annotation.id + " has a " + key + " that is not in the file: " + value);
    }

    private List<TrueObject> objects(Path picture, Image image, int width, int height) {
        if (image.width > 0 && image.height > 0 && (image.width != width || image.height != height)) {
            throw new DatasetException(picture + " has " + width + "x" + height + " pixels, but " + file + " is about "
                    + image.width + "x" + image.height + ": give the pictures that were labelled");
        }
        return objects.get(image.id);
    }
}
