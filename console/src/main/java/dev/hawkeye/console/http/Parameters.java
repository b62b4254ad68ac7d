package dev.hawkeye.console.http;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Validated request parameters; each error names the parameter, its value and what is allowed. */
public final class Parameters {
    private static final int MAX_TEXT_LENGTH = 200;
    private static final int MAX_SHOWN_LENGTH = 40;
    private static final int MAX_CAMERAS = 1000;

    private Parameters() {}

    /** @return null when it is missing */
    public static String text(Context context, String name) {
        String value = context.queryParam(name);
        if (value != null && (value.isBlank() || value.length() > MAX_TEXT_LENGTH)) {
            throw refusal(name, "have 1 to " + MAX_TEXT_LENGTH + " characters", value);
        }
        return value;
    }

    public static long number(Context context, String name, long least, long most, long otherwise) {
        String value = context.queryParam(name);
        return value == null ? otherwise : number(name, value, least, most);
    }

    public static long pathNumber(Context context, String name, long most) {
        return number(name, context.pathParam(name), 0, most);
    }

    private static long number(String name, String value, long least, long most) {
        String rule = "be a whole number from " + least + " to " + most;
        if (!value.matches("-?\\d{1,18}")) {
            throw refusal(name, rule, value);
        }
        long number = Long.parseLong(value);
        if (number < least || number > most) {
            throw refusal(name, rule, value);
        }
        return number;
    }

    public static boolean flag(Context context, String name) {
        String value = context.queryParam(name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (!value.equals("true")) {
            throw refusal(name, "be true or false", value);
        }
        return true;
    }

    /** @return the comma-separated names; empty when the parameter is missing */
    public static Set<String> names(Context context, String name) {
        String value = context.queryParam(name);
        if (value == null) {
            return Set.of();
        }
        Set<String> names = Arrays.stream(value.split(",", MAX_CAMERAS + 2))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        if (names.isEmpty() || names.size() > MAX_CAMERAS) {
            throw refusal(name, "be 1 to " + MAX_CAMERAS + " comma-separated names", value);
        }
        return names;
    }

    private static ApiException refusal(String name, String must, String value) {
        String shown = value.length() > MAX_SHOWN_LENGTH ? value.substring(0, MAX_SHOWN_LENGTH) + "…" : value;
        return new ApiException(400, name + " must " + must + ", got: " + shown);
    }
}
