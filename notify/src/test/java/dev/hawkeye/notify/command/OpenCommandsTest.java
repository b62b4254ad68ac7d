package dev.hawkeye.notify.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.Command;
import dev.hawkeye.schemas.CommandResult;
import dev.hawkeye.schemas.CommandState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenCommandsTest {
    private final OpenCommands open = new OpenCommands();

    @Test
    void whatNobodyHasAnsweredIsOverdueALittleAfterItsDeadline() {
        open.take(command("a", 10), 0, at(0));

        assertThat(open.overdue(at(12))).isEmpty();
        assertThat(open.overdue(at(13))).extracting(Command::getId).containsExactly("a");
    }

    @Test
    void anAnswerClosesItOnceWhicheverComesFirst() {
        open.take(command("a", 10), 0, at(0));
        assertThat(open.take(result("a"))).map(Command::getId).contains("a");
        assertThat(open.take(result("a"))).isEmpty();

        assertThat(open.take(result("b"))).isEmpty();
        open.take(command("b", 10), 0, at(0));
        assertThat(open.overdue(at(100))).isEmpty();
    }

    @Test
    void whatIsAnotherInstancesIsLeft() {
        open.take(command("a", 10), 0, at(0));
        open.take(command("b", 10), 1, at(0));

        open.leave(List.of(0));

        assertThat(open.overdue(at(100))).extracting(Command::getId).containsExactly("b");
    }

    @Test
    void whatIsLongPastIsNotTold() {
        open.take(command("a", 10), 0, at(4_000));

        assertThat(open.overdue(at(4_000))).isEmpty();
    }

    @Test
    void ofTooManyTheOldestAreForgotten() {
        for (int i = 0; i < 10_001; i++) {
            open.take(command("c" + i, 10), 0, at(0));
        }

        assertThat(open.overdue(at(100)))
                .hasSize(10_000)
                .extracting(Command::getId)
                .doesNotContain("c0");
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }

    private static CommandResult result(String id) {
        return new CommandResult(id, "sprinkler", CommandState.DONE, "", at(1));
    }

    private static Command command(String id, int deadline) {
        return Command.newBuilder()
                .setId(id)
                .setActuator("sprinkler")
                .setAction("open")
                .setParameters(Map.of())
                .setIssued(at(0))
                .setDeadline(at(deadline))
                .setSite("north")
                .setRule("night")
                .setCamera("gate")
                .setClassName("person")
                .setEvent("e1")
                .build();
    }
}
