package dev.hawkeye.clips;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A location in S3.
 *
 * @param prefix the prefix of the keys: empty, or ending with a slash
 */
record S3Address(String bucket, String prefix) {
    private static final Pattern FORM =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([A-Za-z0-9._/-]*))?");

    /** @return empty when the text is not an S3 address */
    static Optional<S3Address> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String prefix = form.group(2) == null ? "" : form.group(2);
        return Optional.of(
                new S3Address(form.group(1), prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/"));
    }

    String base() {
        return "s3://" + bucket + "/" + prefix;
    }
}
