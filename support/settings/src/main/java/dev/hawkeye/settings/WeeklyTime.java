package dev.hawkeye.settings;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time of the week, such as {@code mon-fri 22:00-06:00}. A time that spans midnight belongs to the day on which it
 * begins. Daylight saving time applies. Immutable.
 *
 * @param days the days on which it begins
 * @param from first minute
 * @param to first minute after it; equal to {@code from} for the whole day
 */
public record WeeklyTime(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    /** The rule for the text, used in errors. */
    public static final String FORM = "must be like 'mon-fri 22:00-06:00', 'sat,sun 00:00-24:00' or '22:00-06:00'";

    private static final Pattern TEXT =
            Pattern.compile("(?:([a-z,-]+) +)?(\\d{1,2}:\\d\\d) *- *(\\d{1,2}:\\d\\d)", Pattern.CASE_INSENSITIVE);

    private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    public WeeklyTime {
        days = Set.copyOf(days);
    }

    /** Returns empty when the text has another form. */
    public static Optional<WeeklyTime> parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalTime from = time(parts.group(2));
            return days(parts.group(1)).map(days -> new WeeklyTime(days, from, time(parts.group(3))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalTime time(String text) {
        int colon = text.indexOf(':');
        int hour = Integer.parseInt(text.substring(0, colon));
        int minute = Integer.parseInt(text.substring(colon + 1));
        return hour == 24 && minute == 0 ? LocalTime.MIDNIGHT : LocalTime.of(hour, minute);
    }

    private static Optional<Set<DayOfWeek>> days(String text) {
        if (text == null) {
            return Optional.of(EnumSet.allOf(DayOfWeek.class));
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            List<Integer> ends = new ArrayList<>();
            for (String name : part.split("-", -1)) {
                ends.add(NAMES.indexOf(name));
            }
            if (ends.contains(-1) || ends.size() > 2) {
                return Optional.empty();
            }
            int first = ends.get(0);
            int last = ends.get(ends.size() - 1);
            for (int day = first; ; day = (day + 1) % NAMES.size()) {
                days.add(DayOfWeek.of(day + 1));
                if (day == last) {
                    break;
                }
            }
        }
        return Optional.of(days);
    }

    /** Whether {@code now} is within this time. */
    public boolean includes(ZonedDateTime now) {
        LocalTime time = now.toLocalTime();
        DayOfWeek today = now.getDayOfWeek();
        if (from.isBefore(to)) {
            return days.contains(today) && !time.isBefore(from) && time.isBefore(to);
        }
        return (days.contains(today) && !time.isBefore(from)) || (days.contains(today.minus(1)) && time.isBefore(to));
    }
}
