package dev.hawkeye.notify.config;

import dev.hawkeye.settings.Check;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Settings of alarms; keys as in hawkeye.yaml under {@code notify}. Immutable, validated on construction.
 *
 * @param applicationId prefix of the consumer groups, one for each target
 * @param site name of the site in messages and topics, from the top level of hawkeye.yaml
 * @param console address at which receivers can reach it, for keyframes; empty for none
 * @param secrets by target name: the signing key of a webhook, USER:PASSWORD for a broker
 * @param kafka native Kafka consumer properties for this service only
 */
public record NotifyConfig(
        String applicationId,
        String site,
        String console,
        List<TargetConfig> targets,
        List<RuleConfig> rules,
        Map<String, String> secrets,
        Map<String, String> kafka) {
    private static final int MIN_SECRET_LENGTH = 16;

    public NotifyConfig {
        Names.check("application-id", applicationId);
        Names.check("site", site);
        Check.that(
                console.isEmpty() || isConsole(console),
                "console",
                "must be like https://hawkeye.example.org, without a user, or empty",
                "another address");
        Names.checkUnique("targets", targets.stream().map(TargetConfig::name).toList());
        Names.checkUnique("rules", rules.stream().map(RuleConfig::name).toList());
        List<String> known = targets.stream().map(TargetConfig::name).toList();
        // Rules may come from a topic, in a process whose file names no targets.
        for (int i = 0; i < rules.size() && !known.isEmpty(); i++) {
            for (String target : rules.get(i).targets()) {
                Check.that(
                        known.contains(target),
                        "rules[" + i + "].targets",
                        "must be names of notify.targets: " + String.join(", ", known),
                        target);
            }
        }
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            checkSecret(targets, secret.getKey(), secret.getValue());
        }
        targets = List.copyOf(targets);
        rules = List.copyOf(rules);
        secrets = Map.copyOf(secrets);
        kafka = Map.copyOf(kafka);
    }

    private static void checkSecret(List<TargetConfig> targets, String name, String secret) {
        TargetConfig target = targets.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
        Check.that(target != null, "secrets", "must be named after targets of notify.targets", name);
        Check.that(
                target.type() != TargetConfig.Type.COMMANDS,
                "secrets",
                "must not be set for targets of the type commands, which go over Kafka",
                name);
        if (target.type() == TargetConfig.Type.WEBHOOK) {
            Check.that(
                    secret.length() >= MIN_SECRET_LENGTH,
                    "secrets." + name,
                    "must have at least " + MIN_SECRET_LENGTH + " characters; make one with `openssl rand -hex 24`",
                    secret.length() + " of them");
        } else {
            Check.that(secret.indexOf(':') > 0, "secrets." + name, "must be USER:PASSWORD", "no colon");
        }
    }

    private static boolean isConsole(String text) {
        try {
            URI address = URI.create(text);
            return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getQuery() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A copy with those settings of {@code other} that can change at run time: targets, their secrets, and rules. */
    public NotifyConfig changedTo(NotifyConfig other) {
        return new NotifyConfig(applicationId, site, console, other.targets, other.rules, other.secrets, kafka);
    }

    /** Whether there is any target. */
    public boolean isUsed() {
        return !targets.isEmpty();
    }

    /** The secret of a target; empty if it has none. */
    public String secret(TargetConfig target) {
        return secrets.getOrDefault(target.name(), "");
    }

    /** The rules for a target, in file order. */
    public List<RuleConfig> rulesOf(TargetConfig target) {
        return rules.stream().filter(rule -> rule.tells(target.name())).toList();
    }

    /** Names of the actuators that get commands. */
    public List<String> actuators() {
        return targets.stream()
                .filter(target -> target.type() == TargetConfig.Type.COMMANDS)
                .map(TargetConfig::actuator)
                .distinct()
                .toList();
    }

    /** The consumer group of a target. */
    public String group(TargetConfig target) {
        return applicationId + "-" + target.name();
    }

    /** Omits secrets and the values of native properties. */
    @Override
    public String toString() {
        return "NotifyConfig[applicationId=" + applicationId + ", site=" + site + ", targets=" + targets + ", rules="
                + rules + ", secrets=" + secrets.keySet() + ", kafka=" + kafka.keySet() + "]";
    }
}
