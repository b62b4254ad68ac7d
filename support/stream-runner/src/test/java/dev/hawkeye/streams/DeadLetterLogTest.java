package dev.hawkeye.streams;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class DeadLetterLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(DeadLetterLogTest.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final AtomicLong now = new AtomicLong();
    private final DeadLetterLog log = new DeadLetterLog(logger, "frames.dlq", now::get);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
        logger.setLevel(Level.WARN);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(lines);
    }

    @Test
    void aFewAreLoggedOneByOne() {
        log.warn("{} at offset {}", "frames-0", 7);
        log.tellSilenced();

        assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly("frames-0 at offset 7");
    }

    @Test
    void ofAFloodTheFirstAreLoggedAndTheOthersCounted() {
        // when
        for (int i = 0; i < 5_000; i++) {
            log.warn("offset {}", i);
        }
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        log.warn("offset {}", 5_000);

        // then
        assertThat(lines.list)
                .hasSize(12)
                .extracting(ILoggingEvent::getFormattedMessage)
                .startsWith("offset 0", "offset 1")
                .endsWith("4990 more such records, which are on frames.dlq with their reasons", "offset 5000");
    }

    @Test
    void whatWasLeftOutIsCountedAtTheEndToo() {
        for (int i = 0; i < 11; i++) {
            log.warn("offset {}", i);
        }
        log.tellSilenced();

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .endsWith("1 more such records, which are on frames.dlq with their reasons");
    }
}
