package dev.hawkeye.site.check;

import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Checks that the files named by alarm targets can be read. */
public final class TargetFiles {
    private static final String STORE = "ssl.truststore";

    private TargetFiles() {}

    /** As a {@link dev.hawkeye.site.config.ConfigCheck}. */
    public static void check(HawkeyeConfig config, BiConsumer<String, String> problems) {
        List<TargetConfig> targets = config.alarms().targets();
        for (int i = 0; i < targets.size(); i++) {
            String key = "notify.targets[" + i + "].trust";
            String file = targets.get(i).trust().toString();
            StoreFile.of(Map.of(STORE + ".location", file, STORE + ".type", "PEM"), STORE)
                    .flatMap(StoreFile::trouble)
                    .ifPresent(trouble -> problems.accept(key, trouble));
        }
    }
}
