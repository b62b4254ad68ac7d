package dev.hawkeye.console.scene;

import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.settings.SettingException;
import dev.hawkeye.tracking.scene.Point;
import dev.hawkeye.tracking.scene.Polygon;
import dev.hawkeye.tracking.scene.Polyline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Points in a URL: {@code 0.1,0.5;0.9,0.5}. Invalid points cause an {@link ApiException} 400 with the same message as
 * in the settings.
 */
public final class DrawnPoints {
    private static final Pattern POINT = Pattern.compile("(\\d(?:\\.\\d{1,20})?),(\\d(?:\\.\\d{1,20})?)");
    /** More than a zone or line may have, so that the message is theirs. */
    private static final int MAX = 200;

    private DrawnPoints() {}

    public static Polygon polygon(String text) {
        return shape(text, "zone", Polygon::new);
    }

    public static Polyline polyline(String text) {
        return shape(text, "line", Polyline::new);
    }

    private static <T> T shape(String text, String name, Function<List<Point>, T> shape) {
        List<Point> points = new ArrayList<>();
        for (String part : text.split(";", MAX)) {
            var coordinates = POINT.matcher(part);
            if (!coordinates.matches()) {
                throw new ApiException(400, name + " must be points such as 0.1,0.5;0.9,0.5");
            }
            points.add(new Point(Double.parseDouble(coordinates.group(1)), Double.parseDouble(coordinates.group(2))));
        }
        try {
            return shape.apply(points);
        } catch (SettingException e) {
            throw new ApiException(400, e.at(name).getMessage());
        }
    }
}
