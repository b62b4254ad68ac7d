package dev.hawkeye.street;

import dev.hawkeye.settings.Redaction;
import dev.hawkeye.street.drawing.Weather;
import dev.hawkeye.street.traffic.Density;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The settings of a simulated street. The same settings yield the same pictures.
 *
 * @param seed random seed
 * @param weather weather
 * @param traffic the traffic density
 * @param fps pictures per second, 1 to 30
 * @param seconds length of the film, 0 to 86400; 0 for endless
 */
public record StreetSettings(long seed, Weather weather, Density traffic, int fps, int seconds) {
    private static final String ADDRESS = "synthetic:street";
    private static final int MAX_FPS = 30;
    private static final int MAX_SECONDS = 86_400;
    private static final int DEFAULT_FPS = 10;

    /** @throws IllegalArgumentException when a value is out of range; the message names the key and the value */
    public StreetSettings {
        if (weather == null) {
            throw new IllegalArgumentException("weather must be day, dusk or rain, got: null");
        }
        if (traffic == null) {
            throw new IllegalArgumentException("traffic must be normal or light, got: null");
        }
        if (fps < 1 || fps > MAX_FPS) {
            throw new IllegalArgumentException("fps must be a whole number from 1 to " + MAX_FPS + ", got: " + fps);
        }
        if (seconds < 0 || seconds > MAX_SECONDS) {
            throw new IllegalArgumentException(
                    "seconds must be a whole number from 0 (endless) to " + MAX_SECONDS + ", got: " + seconds);
        }
    }

    /** Settings with normal traffic. */
    public StreetSettings(long seed, Weather weather, int fps, int seconds) {
        this(seed, weather, Density.NORMAL, fps, seconds);
    }

    /** Whether an address is synthetic, valid or not. */
    public static boolean isAddress(String url) {
        return url.startsWith("synthetic:");
    }

    /**
     * Reads {@code synthetic:street?seed=1&fps=10&weather=day&traffic=light&seconds=60}; every parameter is optional.
     *
     * @throws IllegalArgumentException with a one-line message that names the key, the value and the remedy
     */
    public static StreetSettings parse(String url) {
        int query = url.indexOf('?');
        if (!(query < 0 ? url : url.substring(0, query)).equals(ADDRESS)) {
            throw new IllegalArgumentException(
                    "there is one synthetic camera, " + ADDRESS + ", got: " + Redaction.redact(url));
        }
        long seed = 1;
        int fps = DEFAULT_FPS;
        int seconds = 0;
        Weather weather = null;
        Density traffic = Density.NORMAL;
        Set<String> seen = new HashSet<>();
        String parameters = query < 0 ? "" : url.substring(query + 1);
        for (String parameter : parameters.isEmpty() ? new String[0] : parameters.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String key = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            if (!seen.add(key)) {
                throw new IllegalArgumentException(ADDRESS + ": " + key + " is given twice, give it once");
            }
            switch (key) {
                case "seed" -> seed = number(key, value, Long.MIN_VALUE, Long.MAX_VALUE);
                case "fps" -> fps = (int) number(key, value, 1, MAX_FPS);
                case "seconds" -> seconds = (int) number(key, value, 0, MAX_SECONDS);
                case "weather" -> weather = Weather.of(value);
                case "traffic" -> traffic = Density.of(value);
                default ->
                    throw new IllegalArgumentException(
                            ADDRESS + " takes seed, fps, weather, traffic and seconds, got: '" + key + "'");
            }
        }
        return new StreetSettings(seed, weather == null ? usualWeather(seed) : weather, traffic, fps, seconds);
    }

    /** The default weather for a seed. */
    public static Weather usualWeather(long seed) {
        Weather[] all = Weather.values();
        return seed == 1 ? Weather.DAY : all[new SplittableRandom(seed).nextInt(all.length)];
    }

    /** @return pictures in the film; 0 when it is endless */
    public long pictures() {
        return (long) seconds * fps;
    }

    private static long number(String key, String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    key + " must be a whole number" + range(least, most) + ", got: '" + value + "'", e);
        }
        throw new IllegalArgumentException(key + " must be a whole number" + range(least, most) + ", got: " + value);
    }

    private static String range(long least, long most) {
        return least == Long.MIN_VALUE ? "" : " from " + least + " to " + most;
    }
}
