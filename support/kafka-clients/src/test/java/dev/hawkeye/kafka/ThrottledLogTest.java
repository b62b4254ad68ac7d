package dev.hawkeye.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class ThrottledLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(ThrottledLogTest.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final AtomicLong now = new AtomicLong();
    private final ThrottledLog log = limited(10);
    private final ThrottledLog minutely = limited(100);
    private final ThrottledLog once = ThrottledLog.once(logger);

    private ThrottledLog limited(int maxLines) {
        return new ThrottledLog(
                logger,
                Duration.ofMinutes(1).toNanos(),
                maxLines,
                "{} more such records, which are on frames.dlq with their reasons",
                now::get);
    }

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
        log.reset();

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
        log.reset();

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .endsWith("1 more such records, which are on frames.dlq with their reasons");
    }

    @Test
    void theSameLineIsLoggedOnceAMinute() {
        // when
        for (int i = 0; i < 200; i++) {
            minutely.warn("no topic {}", "frames");
        }
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        minutely.warn("no topic {}", "frames");

        // then
        assertThat(texts()).containsExactly("no topic frames", "no topic frames");
    }

    @Test
    void aLineThatLastsIsLoggedOnceUntilAllIsWell() {
        // when
        once.warn("away");
        once.warn("away");
        boolean lasts = !once.isEmpty();
        once.reset();
        boolean over = once.isEmpty();
        once.warn("away");

        // then
        assertThat(lasts).isTrue();
        assertThat(over).isTrue();
        assertThat(texts()).containsExactly("away", "away");
    }

    @Test
    void aLineThatComesBackIsLoggedAgainWhileOthersLast() {
        // when
        once.warn("away");
        once.warn("refused");
        once.retain(List.of("refused"));
        once.warn("away");
        once.warn("refused");

        // then
        assertThat(texts()).containsExactly("away", "refused", "away");
    }

    @Test
    void ofASubjectOnlyTheFirstLineIsLogged() {
        // when
        once.warnOf("too many", "more than {} cameras, first {}", 2, "gate");
        once.warnOf("too many", "more than {} cameras, first {}", 2, "yard");

        // then
        assertThat(texts()).containsExactly("more than 2 cameras, first gate");
    }

    @Test
    void linesThatAreRememberedAreLimited() {
        // when
        for (int i = 0; i < 1000; i++) {
            once.warn("camera {}", i);
        }

        // then
        assertThat(texts()).hasSize(1000);
        once.warn("camera {}", 0);
        assertThat(texts()).hasSize(1001);
    }

    private List<String> texts() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
