package dev.hawkeye.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.app.Hawkeye;
import dev.hawkeye.bench.HawkeyeWithBench;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A short drawn street on two cameras, the packaged model, and the whole pipeline three times. */
@Timeout(300)
@Tag("thorough")
final class GateCommandIT {
    private static final String STREET = "synthetic:street?seed=31&traffic=light&weather=day&fps=5&seconds=20";
    private static final Pattern COST = Pattern.compile("\\Q" + STREET + "\\E +(\\d+) +([\\d.]+) %");

    @Test
    void saysHowManyPicturesOfAQuietStreetWereSentInFull() {
        // given
        StringWriter out = new StringWriter();

        // when
        int code = Hawkeye.commandLine(HawkeyeWithBench.COMMANDS)
                .setOut(new PrintWriter(out))
                .execute("bench", "gate", "--cameras", "2", "--video", STREET);

        // then
        assertThat(code).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines)
                .as("cost, objects, moving objects, and events by kind")
                .filteredOn(line -> line.startsWith(STREET))
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(out.toString()).contains("moving objects");
        Matcher cost = COST.matcher(out.toString());
        assertThat(cost.find()).as(out.toString()).isTrue();
        assertThat(cost.group(1)).as("pictures of the first camera").isEqualTo("100");
        assertThat(Double.parseDouble(cost.group(2)))
                .as("some pictures were sent, and some were not")
                .isGreaterThan(0)
                .isLessThan(100);
    }
}
