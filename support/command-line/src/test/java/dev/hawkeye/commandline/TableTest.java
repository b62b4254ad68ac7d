package dev.hawkeye.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        Table table = Table.of("camera", "class", ">peak")
                .row("x".repeat(40), "car", 7)
                .row("gate", "a class of a long name that nobody cut", 1234567);

        assertThat(lines(table))
                .containsExactly(
                        "camera                                    class                                      peak",
                        "x".repeat(40) + "  car                                           7",
                        "gate                                      a class of a long name that nobody cut  1234567");
    }

    @Test
    void aCharacterThatIsTwoPlacesWideCountsAsTwo() {
        assertThat(lines(Table.of("camera", ">peak").row("東門", 1).row("gate", 22)))
                .containsExactly("camera  peak", "東門       1", "gate      22");
    }

    @Test
    void anAccentThatIsAddedToALetterTakesNoPlace() {
        assertThat(lines(Table.of("camera", ">n").row("Tu\u0308r", 1).row("Tor", 2)))
                .containsExactly("camera  n", "Tu\u0308r     1", "Tor     2");
    }

    @ParameterizedTest
    @CsvSource({
        "Südtor, 6",
        "東門, 4",
        "한국어, 6",
        "ﾃｽﾄ, 3",
        "ที่จอดรถ, 6",
        "मुख्य द्वार, 8",
        "क्\u200dष, 2",
        "שַׁעַר, 3",
        "🚗, 2",
        "⌚, 2",
        "❤, 1",
        "❤\ufe0f, 2",
        "1\ufe0f\u20e3, 2",
        "👍🏽, 2",
        "👨\u200d👩\u200d👧, 2",
        "🇩🇪🇫🇷, 4",
        "\u2066x\u2069, 1",
    })
    void aNameInAnyScriptIsAsWideAsItIsShown(String name, int width) {
        assertThat(TerminalText.width(name)).isEqualTo(width);
    }

    @Test
    void aNameGivesATerminalNoOrdersAndBeginsNoRow() {
        assertThat(lines(Table.of("class", ">n").row("car\u001b[2J\nbus\u009b\u202e", 1)))
                .containsExactly("class          n", "car?[2J?bus??  1");
    }

    @Test
    void aRowMayEndBeforeTheLastColumn() {
        assertThat(lines(Table.of("layer", "kind", ">dB").row("conv", "INT8", 3).row("head", "float")))
                .containsExactly("layer  kind   dB", "conv   INT8    3", "head   float");
    }

    private static List<String> lines(Table table) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        table.print(out);
        out.flush();
        return text.toString().lines().toList();
    }
}
