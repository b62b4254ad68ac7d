package dev.hawkeye.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.street.StreetSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrawingIT {
    @Test
    void onlyDuePicturesAreDrawnAndTheirTimesAreThoseOfTheStreet() {
        List<Long> times = new ArrayList<>();

        Drawing drawing = Drawing.of(
                StreetSettings.parse("synthetic:street?fps=4&seconds=2"),
                (index, micros) -> times.add(micros) && index % 4 == 0,
                () -> {});

        assertThat(drawing.truth())
                .hasSize(2)
                .allSatisfy(objects -> assertThat(objects).isNotEmpty());
        assertThat(times).hasSize(8).startsWith(0L, 250_000L, 500_000L);
    }
}
