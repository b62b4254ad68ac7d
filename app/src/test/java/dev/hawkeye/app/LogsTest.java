package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class LogsTest {
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
