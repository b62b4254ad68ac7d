package dev.hawkeye.notify.config;

import dev.hawkeye.settings.SettingException;
import java.net.URI;

/** Addresses for messages: scheme, host and port, without anything that may be a secret. */
final class Address {
    private Address() {}

    static String shown(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + (address.getHost() == null ? "…" : address.getHost() + port);
    }

    static SettingException refusal(String rule, String shown) {
        return new SettingException("url", rule, shown);
    }
}
