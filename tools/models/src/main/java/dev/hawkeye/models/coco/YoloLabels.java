package dev.hawkeye.models.coco;

import dev.hawkeye.vision.picture.DatasetException;
import dev.hawkeye.vision.picture.PictureFolder;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads YOLO's label files. */
final class YoloLabels {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    /** Some editors write it at the beginning of the file. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final int BOX_FIELDS = 5;
    /** A class and three corners. */
    private static final int MIN_OUTLINE_FIELDS = 7;
    /** The rounding error that Ultralytics accepts; boxes are clipped to the picture. */
    private static final double TOLERANCE = 0.01;

    private final Path file;
    private final List<String> classNames;

    private YoloLabels(Path file, List<String> classNames) {
        this.file = file;
        this.classNames = classNames;
    }

    static LabeledPictures read(PictureFolder pictures, Path folder, List<String> classNames) {
        Map<String, Path> files = labelFiles(folder);
        Map<String, Path> unused = new TreeMap<>(files);
        List<LabeledPicture> labeled = new ArrayList<>();
        List<String> repeated = new ArrayList<>();
        List<DatasetException> broken = new ArrayList<>();
        for (Path picture : pictures.files()) {
            Path file = unused.remove(FileNames.normal(baseName(picture)));
            labeled.add(new LabeledPicture(picture, labels(file, classNames, repeated, broken)));
        }
        int used = files.size() - unused.size();
        if (used == 0) {
            Path first = pictures.files().get(0);
            throw new DatasetException("no label file in " + folder + " belongs to a picture in " + pictures.folder()
                    + ": " + first.getFileName() + " for example would have " + baseName(first) + ".txt");
        }
        if (broken.size() == used) {
            throw broken.get(0);
        }
        List<String> remarks = new ArrayList<>();
        if (!unused.isEmpty()) {
            remarks.add(Remarks.of("ignored: label files that belong to no picture", names(unused.values())));
        }
        if (!repeated.isEmpty()) {
            remarks.add(Remarks.of("counted once: duplicate labels, in files", repeated));
        }
        return new LabeledPictures(labeled, remarks);
    }

    /** Reads the labels of one picture. An invalid file excludes only its picture. */
    private static LabeledPicture.Labels labels(
            Path file, List<String> classNames, List<String> repeated, List<DatasetException> broken) {
        if (file == null) {
            return (width, height) -> List.of();
        }
        try {
            List<TrueObject> all = new YoloLabels(file, classNames).objects();
            List<TrueObject> shares = List.copyOf(new LinkedHashSet<>(all));
            if (shares.size() < all.size()) {
                repeated.add(file.getFileName().toString());
            }
            return (width, height) ->
                    shares.stream().map(share -> scaled(share, width, height)).toList();
        } catch (DatasetException e) {
            broken.add(e);
            return (width, height) -> {
                throw e;
            };
        }
    }

    /** Label files by name without extension. Hidden files, such as those that macOS creates, are skipped. */
    private static Map<String, Path> labelFiles(Path folder) {
        Map<String, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, YoloLabels::isLabelFile)) {
            for (Path file : entries) {
                files.put(FileNames.normal(baseName(file)), file);
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new DatasetException("folder " + folder + " cannot be read: check its permissions", e);
        }
        return files;
    }

    private static boolean isLabelFile(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && name.toLowerCase(Locale.ROOT).endsWith(".txt");
    }

    private static List<String> names(Collection<Path> files) {
        return files.stream().map(file -> file.getFileName().toString()).toList();
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
            String text = number == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
            if (!text.isBlank()) {
                objects.add(object(number, text.strip()));
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
        boolean outline = fields.length >= MIN_OUTLINE_FIELDS && fields.length % 2 == 1;
        if (fields.length != BOX_FIELDS && !outline) {
            throw wrong(number, "must be 'class cx cy w h', or a class and the corners of an outline", line);
        }
        int classId = (int) fields[0];
        if (classId != fields[0] || classId < 0 || classId >= classNames.size()) {
            throw wrong(number, "must start with a class of the model, 0 to " + (classNames.size() - 1), line);
        }
        for (int i = 1; i < fields.length; i++) {
            if (!(fields[i] >= -TOLERANCE && fields[i] <= 1 + TOLERANCE)) {
                throw wrong(number, "must have shares of the picture's width and height, 0 to 1", line);
            }
        }
        return outline ? bounds(classId, fields) : box(classId, fields);
    }

    private static TrueObject box(int classId, double[] fields) {
        double halfWidth = Math.max(0, fields[3]) / 2;
        double halfHeight = Math.max(0, fields[4]) / 2;
        return cut(
                classId, fields[1] - halfWidth, fields[2] - halfHeight, fields[1] + halfWidth, fields[2] + halfHeight);
    }

    private static TrueObject bounds(int classId, double[] fields) {
        double left = fields[1];
        double top = fields[2];
        double right = left;
        double bottom = top;
        for (int i = 3; i < fields.length; i += 2) {
            left = Math.min(left, fields[i]);
            right = Math.max(right, fields[i]);
            top = Math.min(top, fields[i + 1]);
            bottom = Math.max(bottom, fields[i + 1]);
        }
        return cut(classId, left, top, right, bottom);
    }

    private static TrueObject cut(int classId, double left, double top, double right, double bottom) {
        double x = share(left);
        double y = share(top);
        return TrueObject.box(classId, x, y, share(right) - x, share(bottom) - y);
    }

    private static double share(double value) {
        return Math.max(0, Math.min(value, 1));
    }

    private DatasetException wrong(int number, String rule, String line) {
        String shown = line.length() <= 80 ? line : line.substring(0, 80) + "…";
        return new DatasetException(file + " line " + number + " " + rule + ", got: " + shown);
    }
}
