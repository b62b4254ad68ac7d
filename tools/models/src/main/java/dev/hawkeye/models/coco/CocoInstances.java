package dev.hawkeye.models.coco;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.vision.picture.DatasetException;
import dev.hawkeye.vision.picture.PictureFolder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads COCO's {@code instances.json}. A training set's file has half a gigabyte, so only the necessary parts are kept.
 */
final class CocoInstances {
    private static final ObjectMapper JSON =
            new ObjectMapper().setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));

    private final Path file;
    private final Map<Object, String> categories = new HashMap<>();
    private final Map<Object, List<TrueObject>> objects = new HashMap<>();
    private final TreeSet<String> unknown = new TreeSet<>();

    private CocoInstances(Path file) {
        this.file = file;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Document(List<Image> images, List<Annotation> annotations, List<Category> categories) {}

    /** Ids are numbers, but some writers use strings. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Image(Object id, @JsonProperty("file_name") String fileName, int width, int height) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Annotation(
            Object id,
            @JsonProperty("image_id") Object imageId,
            @JsonProperty("category_id") Object categoryId,
            List<Double> bbox,
            Double area,
            Object iscrowd) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Category(Object id, String name) {}

    static LabeledPictures read(PictureFolder pictures, Path file, List<String> classNames) {
        return new CocoInstances(file).labeled(pictures, document(file), classNames);
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

    private LabeledPictures labeled(PictureFolder pictures, Document document, List<String> classNames) {
        document.categories.forEach(category -> categories.put(key(category.id), category.name));
        FileNames<Image> images = new FileNames<>();
        for (Image image : document.images) {
            images.add(fileName(image), image);
            objects.put(key(image.id), new ArrayList<>());
        }
        document.annotations.forEach(annotation -> add(annotation, classNames));

        List<LabeledPicture> labeled = new ArrayList<>();
        List<String> unlabeled = new ArrayList<>();
        List<String> ambiguous = new ArrayList<>();
        for (Path picture : pictures.files()) {
            List<Image> found = images.find(picture);
            if (found.size() == 1) {
                Image image = found.get(0);
                labeled.add(new LabeledPicture(picture, (width, height) -> objects(picture, image, width, height)));
            } else {
                (found.isEmpty() ? unlabeled : ambiguous)
                        .add(picture.getFileName().toString());
            }
        }
        if (labeled.isEmpty()) {
            throw new DatasetException(
                    ambiguous.isEmpty()
                            ? "no file_name in " + file + " belongs to a picture in " + pictures.folder() + ": "
                                    + unlabeled.get(0) + " for example is not in it"
                            : "several entries of " + file + " may belong to each picture in " + pictures.folder()
                                    + ": " + ambiguous.get(0) + " for example is in several folders: give a folder of"
                                    + " one of these names");
        }
        List<String> remarks = new ArrayList<>();
        if (!unlabeled.isEmpty()) {
            remarks.add(Remarks.of("ignored: pictures that are not in " + file.getFileName(), unlabeled));
        }
        if (!ambiguous.isEmpty()) {
            remarks.add(Remarks.of(
                    "ignored: pictures that " + file.getFileName() + " has in several folders, none of which is theirs",
                    ambiguous));
        }
        if (!unknown.isEmpty()) {
            remarks.add(Remarks.of(
                    "ignored: categories of " + file.getFileName() + " that are not classes of the model",
                    List.copyOf(unknown)));
        }
        return new LabeledPictures(labeled, remarks);
    }

    private String fileName(Image image) {
        if (image.fileName == null || image.fileName.isEmpty()) {
            throw new DatasetException(file + ": image " + image.id + " must have a file_name");
        }
        return image.fileName;
    }

    /** The same key for a number, however it is written. */
    private static Object key(Object id) {
        try {
            return id == null ? "" : new BigDecimal(id.toString().strip()).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return id.toString();
        }
    }

    private static boolean isTrue(Object flag) {
        return flag != null && !flag.equals(false) && !key(flag).equals(0L) && !flag.equals("false");
    }

    private void add(Annotation annotation, List<String> classNames) {
        String category = categories.get(key(annotation.categoryId));
        if (category == null) {
            throw wrong(annotation, "category_id", annotation.categoryId);
        }
        List<TrueObject> ofImage = objects.get(key(annotation.imageId));
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
        ofImage.add(new TrueObject(
                classId, box.get(0), box.get(1), box.get(2), box.get(3), area, isTrue(annotation.iscrowd)));
    }

    private DatasetException wrong(Annotation annotation, String key, Object value) {
        return new DatasetException(
                file + ": annotation " + annotation.id + " has a " + key + " that is not in the file: " + value);
    }

    private List<TrueObject> objects(Path picture, Image image, int width, int height) {
        if (image.width > 0 && image.height > 0 && (image.width != width || image.height != height)) {
            throw new DatasetException(picture + " has " + width + "x" + height + " pixels, but " + file + " is about "
                    + image.width + "x" + image.height + ": give the pictures that were labeled");
        }
        return objects.get(key(image.id));
    }
}
