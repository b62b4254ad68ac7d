package dev.hawkeye.console.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a request's Range header asks for.
 *
 * @param from first byte
 * @param to last byte
 */
public record ByteRange(long from, long to) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * @param header the header; may be null
     * @return empty for the whole file, when there is no header or one that is not understood and may be ignored
     * @throws ApiException 416 when the file has no such part
     */
    public static Optional<ByteRange> of(String header, long length) {
        Matcher form = FORM.matcher(header == null ? "" : header.strip());
        if (!form.matches() || (form.group(1) + form.group(2)).isEmpty()) {
            return Optional.empty();
        }
        long from;
        long to = length - 1;
        if (form.group(1).isEmpty()) {
            from = Math.max(0, length - Long.parseLong(form.group(2)));
        } else {
            from = Long.parseLong(form.group(1));
            to = form.group(2).isEmpty() ? to : Math.min(to, Long.parseLong(form.group(2)));
        }
        if (from > to) {
            throw new ApiException(416, "the file has no such part: it has " + length + " bytes");
        }
        return Optional.of(new ByteRange(from, to));
    }

    /** The same range, limited to this many bytes: a response may be shorter than requested. */
    public ByteRange atMost(int bytes) {
        return new ByteRange(from, Math.min(to, from + bytes - 1));
    }

    /** Length in bytes. */
    public long length() {
        return to - from + 1;
    }
}
