package dev.hawkeye.vision.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads Python's {@code repr} of dicts, lists, tuples, strings and integers: the form in which Ultralytics' exporter
 * stores a model's classes. Python chooses the quote that the string does not contain, and escapes it if the string
 * contains both.
 */
final class PythonLiteral {
    private static final int MAX_DEPTH = 8;

    private final String text;
    private int at;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /** Not a literal; without a stack trace, since it is caught right here. */
    private static final class NoLiteral extends Exception {
        private NoLiteral() {
            super(null, null, false, false);
        }
    }

    /** @return a {@code Map}, {@code List}, {@code String} or {@code Integer}; empty if the text is anything else */
    static Optional<Object> read(String text) {
        PythonLiteral literal = new PythonLiteral(text);
        try {
            Object value = literal.value(0);
            literal.blanks();
            return literal.at == text.length() ? Optional.of(value) : Optional.empty();
        } catch (NoLiteral e) {
            return Optional.empty();
        }
    }

    private Object value(int depth) throws NoLiteral {
        blanks();
        char first = peek();
        if (first == '{') {
            return dict(depth);
        }
        if (first == '[' || first == '(') {
            return list(depth, first == '[' ? ']' : ')');
        }
        if (first == '\'' || first == '"') {
            return quoted();
        }
        return number();
    }

    private Map<Object, Object> dict(int depth) throws NoLiteral {
        Map<Object, Object> dict = new LinkedHashMap<>();
        open(depth);
        while (!closed('}')) {
            Object key = value(depth + 1);
            blanks();
            expect(':');
            dict.put(key, value(depth + 1));
            separator('}');
        }
        return dict;
    }

    private List<Object> list(int depth, char end) throws NoLiteral {
        List<Object> list = new ArrayList<>();
        open(depth);
        while (!closed(end)) {
            list.add(value(depth + 1));
            separator(end);
        }
        return list;
    }

    private void open(int depth) throws NoLiteral {
        if (depth == MAX_DEPTH) {
            throw new NoLiteral();
        }
        at++;
    }

    private boolean closed(char end) throws NoLiteral {
        blanks();
        if (peek() != end) {
            return false;
        }
        at++;
        return true;
    }

    /** A trailing separator is allowed. */
    private void separator(char end) throws NoLiteral {
        blanks();
        if (peek() != end) {
            expect(',');
        }
    }

    private Integer number() throws NoLiteral {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        try {
            return Integer.valueOf(text.substring(start, at));
        } catch (NumberFormatException e) {
            throw new NoLiteral();
        }
    }

    private String quoted() throws NoLiteral {
        StringBuilder result = new StringBuilder();
        char quote = next();
        for (char c = next(); c != quote; c = next()) {
            if (c == '\\') {
                escaped(result);
            } else {
                result.append(c);
            }
        }
        return result.toString();
    }

    private void escaped(StringBuilder result) throws NoLiteral {
        char kind = next();
        switch (kind) {
            case '\\', '\'', '"' -> result.append(kind);
            case 'n' -> result.append('\n');
            case 'r' -> result.append('\r');
            case 't' -> result.append('\t');
            case 'x' -> result.appendCodePoint(hex(2));
            case 'u' -> result.appendCodePoint(hex(4));
            case 'U' -> result.appendCodePoint(hex(8));
            default -> throw new NoLiteral();
        }
    }

    private int hex(int digits) throws NoLiteral {
        if (text.length() - at < digits) {
            throw new NoLiteral();
        }
        try {
            int code = Integer.parseUnsignedInt(text.substring(at, at + digits), 16);
            if (!Character.isValidCodePoint(code)) {
                throw new NoLiteral();
            }
            at += digits;
            return code;
        } catch (NumberFormatException e) {
            throw new NoLiteral();
        }
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void expect(char c) throws NoLiteral {
        if (next() != c) {
            throw new NoLiteral();
        }
    }

    private char peek() throws NoLiteral {
        if (at == text.length()) {
            throw new NoLiteral();
        }
        return text.charAt(at);
    }

    private char next() throws NoLiteral {
        char c = peek();
        at++;
        return c;
    }
}
