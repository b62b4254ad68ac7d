package dev.hawkeye.site.http;

import dev.hawkeye.console.access.AdminControl;
import dev.hawkeye.site.config.HttpConfig;

/**
 * Controls changes over HTTP: only a caller that presents {@code http.admin-token}, under a name of this server, may
 * make them. Immutable.
 */
public final class AdminAccess implements AdminControl {
    private final SharedSecret token;
    private final Hosts hosts;

    public AdminAccess(HttpConfig config) {
        this.token = new SharedSecret(config.adminToken());
        this.hosts = new Hosts(config);
    }

    @Override
    public boolean hasToken() {
        return token.isSet();
    }

    @Override
    public boolean isToken(String shown) {
        return token.is(shown);
    }

    @Override
    public String proof(String text) {
        return token.proof(text);
    }

    @Override
    public boolean isOwnHost(String host) {
        return hosts.areOwn(host);
    }
}
