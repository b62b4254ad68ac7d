package dev.hawkeye.tracking.evaluation;

import dev.hawkeye.settings.MissingFile;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.tracking.Box;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one file of the MOTChallenge, see {@link MotSequence}. */
final class MotFile {
    private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;]\\s*|\\s+");
    /** Some editors write it at the start of the file. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final int LEAST_FIELDS = 6;
    private static final int SCORE = 6;
    private static final int CLASS = 7;
    /** Including class and visibility; a longer line has a world point instead. */
    private static final int MOST_FIELDS_WITH_CLASS = 9;
    /** Four days at 25 frames per second. Bounds memory, since frames without a box take some, too. */
    private static final int LAST_FRAME = 10_000_000;

    private static final int SHOWN = 80;

    private final Path file;
    private final boolean truth;
    private final List<List<MotBox>> frames = new ArrayList<>();
    private final Set<Long> seen = new HashSet<>();

    MotFile(Path file, boolean truth) {
        this.file = file;
        this.truth = truth;
    }

    /** The boxes of frames 1, 2, … up to the last frame that has one. */
    List<List<MotBox>> read() {
        if (!Files.isRegularFile(file)) {
            throw new UserException(
                    file + (Files.exists(file) ? " is not a file" : " does not exist" + MissingFile.hint(file))
                            + ": give a text file in MOTChallenge's format");
        }
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String text = number == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
                if (!text.isBlank()) {
                    add(number, text.strip());
                }
            }
        } catch (CharacterCodingException e) {
            throw new UserException(file + " is not a text file: give one in MOTChallenge's format", e);
        } catch (IOException e) {
            throw new UserException(file + " cannot be read: check its permissions", e);
        }
        return frames.stream().map(List::copyOf).toList();
    }

    private void add(int number, String line) {
        double[] fields = fields(number, line);
        int frame = (int) fields[0];
        if (frame != fields[0] || frame < 1 || frame > LAST_FRAME) {
            throw wrong(number, "must start with a frame, 1 to " + LAST_FRAME, line);
        }
        int id = (int) fields[1];
        if (id != fields[1]) {
            throw wrong(number, "must have a whole number as id", line);
        }
        if (fields[4] < 0 || fields[5] < 0) {
            throw wrong(number, "must have a width and a height that are not negative", line);
        }
        MotBox box = new MotBox(
                id,
                new Box(fields[2], fields[3], fields[2] + fields[4], fields[3] + fields[5]),
                fields.length > SCORE ? fields[SCORE] : 1,
                fields.length > CLASS && fields.length <= MOST_FIELDS_WITH_CLASS ? (int) fields[CLASS] : MotBox.JUDGED);
        checkId(number, frame, box, line);
        while (frames.size() < frame) {
            frames.add(new ArrayList<>(0));
        }
        frames.get(frame - 1).add(box);
    }

    private double[] fields(int number, String line) {
        double[] fields;
        try {
            fields = SEPARATOR
                    .splitAsStream(line)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        } catch (NumberFormatException e) {
            throw wrong(number, "must be numbers only, frame,id,left,top,width,height,…", line);
        }
        if (fields.length < LEAST_FIELDS) {
            throw wrong(number, "must have at least frame,id,left,top,width,height", line);
        }
        for (double field : fields) {
            if (!Double.isFinite(field)) {
                throw wrong(number, "must have finite numbers only", line);
            }
        }
        return fields;
    }

    /** Ignored regions of the ground truth may lack an id. */
    private void checkId(int number, int frame, MotBox box, String line) {
        if (truth && box.score() == 0) {
            return;
        }
        if (truth && !box.hasId()) {
            throw wrong(number, "must have the id of an object, 0 or more, as this is the ground truth", line);
        }
        if (box.hasId() && !seen.add((long) frame << Integer.SIZE | box.id())) {
            throw wrong(number, "must have another id: frame " + frame + " already has this one", line);
        }
    }

    private UserException wrong(int number, String rule, String line) {
        String shown = line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
        return new UserException(file + " line " + number + " " + rule + ", got: " + shown);
    }
}
