package dev.hawkeye.ingest.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An RTSP request or response.
 *
 * @param first line, such as {@code DESCRIBE rtsp://cam/live RTSP/1.0}
 * @param headers one line each
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RtspMessage(String first, List<String> headers, byte[] body) {

    boolean isAnswer() {
        return first.startsWith("RTSP/");
    }

    /** The word at this index of the first line; empty if there is none. */
    String word(int index) {
        String[] words = first.split(" ", 3);
        return index < words.length ? words[index] : "";
    }

    /** Status of a response; 0 if invalid. */
    int status() {
        return number(word(1));
    }

    /** Number that ties a response to its request; 0 if invalid. */
    int sequence() {
        List<String> values = values("CSeq");
        return values.isEmpty() ? 0 : number(values.get(0));
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    List<String> values(String header) {
        List<String> values = new ArrayList<>();
        for (String line : headers) {
            if (isNamed(line, header)) {
                values.add(line.substring(header.length() + 1).strip());
            }
        }
        return values;
    }

    RtspMessage withFirst(String line) {
        return new RtspMessage(line, headers, body);
    }

    /** A copy in which a header has only this value. */
    RtspMessage with(String header, String value) {
        List<String> changed = new ArrayList<>(headers);
        changed.removeIf(line -> isNamed(line, header));
        changed.add(0, header + ": " + value);
        return new RtspMessage(first, changed, body);
    }

    private static boolean isNamed(String line, String header) {
        return line.toLowerCase(Locale.ROOT).startsWith(header.toLowerCase(Locale.ROOT) + ":");
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder(first).append("\r\n");
        headers.forEach(line -> text.append(line).append("\r\n"));
        byte[] head = text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[head.length + body.length];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(body, 0, bytes, head.length, body.length);
        return bytes;
    }
}
