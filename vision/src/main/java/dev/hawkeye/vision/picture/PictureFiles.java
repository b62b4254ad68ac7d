package dev.hawkeye.vision.picture;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The picture files of a folder: jpg, jpeg, png, bmp and webp, in upper or lower case, without hidden files, such as
 * the {@code ._NAME} that a Mac leaves beside each file on a memory stick. They are in natural order, in which
 * {@code img2} comes before {@code img10}.
 */
public final class PictureFiles {
    private static final Pattern PICTURE = Pattern.compile("[^.].*\\.(jpe?g|png|bmp|webp)");

    /** Natural order of the file names. */
    public static final Comparator<Path> NATURAL =
            (a, b) -> natural(a.getFileName().toString(), b.getFileName().toString());

    private PictureFiles() {}

    /**
     * Returns the pictures of a folder, without those of its subfolders.
     *
     * @throws IOException when the folder cannot be read
     */
    public static List<Path> in(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, PictureFiles::isPicture)) {
            entries.forEach(files::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        files.sort(NATURAL);
        return files;
    }

    private static boolean isPicture(Path file) {
        return PICTURE.matcher(file.getFileName().toString().toLowerCase(Locale.ROOT))
                        .matches()
                && Files.isRegularFile(file);
    }

    /** Compares runs of digits by value, and everything else character by character. */
    static int natural(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
                int endOfA = endOfDigits(a, i);
                int endOfB = endOfDigits(b, j);
                int order = compareNumbers(a.substring(i, endOfA), b.substring(j, endOfB));
                if (order != 0) {
                    return order;
                }
                i = endOfA;
                j = endOfB;
            } else if (a.charAt(i) != b.charAt(j)) {
                return Character.compare(a.charAt(i), b.charAt(j));
            } else {
                i++;
                j++;
            }
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : a.compareTo(b); // 01 and 1 are the same number, but different names
    }

    private static int compareNumbers(String a, String b) {
        String shortA = withoutLeadingZeros(a);
        String shortB = withoutLeadingZeros(b);
        return shortA.length() != shortB.length()
                ? Integer.compare(shortA.length(), shortB.length())
                : shortA.compareTo(shortB);
    }

    private static String withoutLeadingZeros(String digits) {
        return digits.replaceFirst("^0+", "");
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }
}
