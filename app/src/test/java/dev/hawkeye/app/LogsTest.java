package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.commandline.Logs;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class LogsTest {
    @Test
    void asJsonEachLineIsAnObjectWhateverIsInIt() throws Exception {
        // given
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);

        // when
        String camera = "gate\r\n\"ERROR\" forged\u001b[2J, ünï";
        LoggingEvent event = new LoggingEvent(
                "", context.getLogger("dev.hawkeye.Cameras"), Level.WARN, "camera {} is late", null, new Object[] {
                    camera
                });
        String line = new String(Logs.jsonEncoder(console.getContext(), false).encode(event), StandardCharsets.UTF_8);

        // then
        assertThat(line.lines()).hasSize(1);
        assertThat(line.strip()).doesNotContainPattern("\\p{Cntrl}");
        JsonNode object = new ObjectMapper().readTree(line);
        assertThat(object.get("level").asText()).isEqualTo("WARN");
        assertThat(object.get("loggerName").asText()).isEqualTo("dev.hawkeye.Cameras");
        assertThat(object.get("timestamp").asLong()).isEqualTo(event.getTimeStamp());
        assertThat(object.get("formattedMessage").asText()).isEqualTo("camera " + camera + " is late");
    }

    @Test
    void theNameOfACameraBeginsNoLineAndGivesATerminalNoOrders() throws Exception {
        // given the layout of the program, and not of the tests
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Logs.class.getResource("/logback.xml"));
        Logger logger = context.getLogger("dev.hawkeye.Cameras");
        ConsoleAppender<?> console =
                (ConsoleAppender<?>) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR");

        // when
        String camera = "gate\r\n12:00:00 ERROR forged\u001b[2J, ünï";
        LoggingEvent event = new LoggingEvent("", logger, Level.WARN, "camera {} is late", null, new Object[] {camera});
        @SuppressWarnings("unchecked")
        String line = new String(
                ((ConsoleAppender<ILoggingEvent>) console).getEncoder().encode(event), StandardCharsets.UTF_8);

        // then
        assertThat(line)
                .matches("\\d\\d:\\d\\d:\\d\\d WARN  Cameras: .*\\R")
                .endsWith("camera gate??12:00:00 ERROR forged?[2J, ünï is late" + System.lineSeparator());
    }
}
