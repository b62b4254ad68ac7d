package dev.hawkeye.vision.coco;

import dev.hawkeye.vision.DatasetException;
import dev.hawkeye.vision.PictureFolder;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads YOLO's label files. */
final class YoloLabels {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int BOX_FIELDS = 5;
    /** A class and three corners. */
    private static final int LEAST_OUTLINE_FIELDS = 7;

    private final Path file;
    private final List<String> classNames;

    private YoloLabels(Path file, List<String> classNames) {
        this.file = file;
        this.classNames = classNames;
    }

    static LabelledPictures read(PictureFolder pictures, Path folder, List<String> classNames) {
        Set<Path> unused = labelFiles(folder);
        int count = unused.size();
        List<LabelledPicture> labelled = new ArrayList<>();
        for (Path picture : pictures.files()) {
            Path file = folder.resolve(baseName(picture) + ".txt");
            List<TrueObject> shares = Files.exists(file) ? new YoloLabels(file, classNames).objects() : List.of();
            unused.remove(file);
            labelled.add(new LabelledPicture(
                    picture,
                    (width, height) -> shares.stream()
                            .map(share -> scaled(share, width, height))
                            .toList()));
        }
        if (unused.size() == count) {
            Path first = pictures.files().get(0);
            throw new DatasetException("no label file in " + folder + " belongs to a picture in " + pictures.folder()
                    + ": " + first.getFileName() + ", say, would have " + baseName(first) + ".txt");
        }
        return new LabelledPictures(labelled, remarks(unused));
    }

    private static Set<Path> labelFiles(Path folder) {
        Set<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.txt")) {
            entries.forEach(files::add);
        } catch (IOException | DirectoryIteratorException e) {
            throw new DatasetException("folder " + folder + " cannot be read: check its permissions", e);
        }
        return files;
    }

    private static List<String> remarks(Set<Path> unused) {
        return unused.isEmpty()
                ? List.of()
                : List.of(Remarks.of(
                        "left out: label files that belong to no picture",
                        unused.stream()
                                .map(file -> file.getFileName().toString())
                                .toList()));
    }

    private static String baseName(Path picture) {
        String name = picture.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static TrueObject scaled(TrueObject share, int width, int height) {
        return TrueObject.box(
                share.classId(), share.x() * width, share.y() * height, share.width() * width, share.height() * height);
    }

    private List<TrueObject> objects() {
        List<TrueObject> objects = new ArrayList<>();
        int number = 0;
        for (String line : lines()) {
            number++;
            if (!line.isBlank()) {
                objects.add(object(number, line.strip()));
            }
        }
        return objects;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new DatasetException(file + " is not a text file: give labels in YOLO's format", e);
        } catch (IOException e) {
            throw new DatasetException(file + " cannot be read: check its permissions", e);
        }
    }

    private TrueObject object(int number, String line) {
        double[] fields;
        try {
            fields = BLANKS.splitAsStream(line).mapToDouble(Double::parseDouble).toArray();
        } catch (NumberFormatException e) {
            throw wrong(number, "must be numbers only", line);
        }
        boolean outline = fields.length >= LEAST_OUTLINE_FIELDS && fields.length % 2 == 1;
        if (fields.length != BOX_FIELDS && !outline) {
            throw wrong(number, "must be 'class cx cy w h', or a class and the corners of an outline", line);
        }
        int classId = (int) fields[0];
        if (classId != fields[0] || classId < 0 || classId >= classNames.size()) {
            throw wrong(number, "must start with a class of the model, 0 to " + (classNames.size() - 1), line);
        }
        for (int i = 1; i < fields.length; i++) {
            if (!(fields[i] >= 0 && fields[i] <= 1)) {
                throw wrong(number, "must have shares of the picture's width and height, 0 to 1", line);
            }
        }
        return outline ? bounds(classId, fields) : box(classId, fields);
    }

    private static TrueObject box(int classId, double[] fields) {
        return TrueObject.box(classId, fields[1] - fields[3] / 2, fields[2] - fields[4] / 2, fields[3], fields[4]);
    }

    private static TrueObject bounds(int classId, double[] fields) {
        double left = 1;
        double top = 1;
        double right = 0;
        double bottom = 0;
        for (int i = 1; i < fields.length; i += 2) {
            left = Math.min(left, fields[i]);
            right = Math.max(right, fields[i]);
            top = Math.min(top, fields[i + 1]);
            bottom = Math.max(bottom, fields[i + 1]);
        }
        return TrueObject.box(classId, left, top, right - left, bottom - top);
    }

    private DatasetException wrong(int number, String rule, String line) {
        String shown = line.length() <= 80 ? line : line.substring(0, 80) + "…";
        return new DatasetException(file + " line " + number + " " + rule + ", got: " + shown);
    }
}
