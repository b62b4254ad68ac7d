package dev.hawkeye.kafka;

import dev.hawkeye.settings.OneLine;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/**
 * The access that a client needs, so that an authorization failure can be reported in one line with the operation, the
 * resource and the remedy: Kafka's exceptions name the topic or the group at best, never the operation. Immutable.
 */
public final class KafkaAccess {
    private static final String READ = "READ";

    /** How Kafka Streams refers to a topic that holds its state. */
    private static final Pattern NOT_CREATED = Pattern.compile("Could not create topic (\\S+)\\.");

    private final UnaryOperator<String> operationsOnTopic;
    private final String operationOnGroup;
    private final String transactionalIds;

    private KafkaAccess(UnaryOperator<String> operationsOnTopic, String operationOnGroup, String transactionalIds) {
        this.operationsOnTopic = operationsOnTopic;
        this.operationOnGroup = operationOnGroup;
        this.transactionalIds = transactionalIds;
    }

    /** The access of a consumer. */
    public static KafkaAccess reading() {
        return new KafkaAccess(topic -> READ, READ, "");
    }

    /** The access of a producer without transactions. */
    public static KafkaAccess writing() {
        return new KafkaAccess(topic -> "WRITE", READ, "");
    }

    /** The access of an admin client that only reads. */
    public static KafkaAccess describing() {
        return new KafkaAccess(topic -> "DESCRIBE", "DESCRIBE", "");
    }

    /**
     * The access of a Kafka Streams application.
     *
     * @param operationsOnTopic operations by topic, such as READ for a source
     */
    public static KafkaAccess streaming(String applicationId, UnaryOperator<String> operationsOnTopic) {
        return new KafkaAccess(operationsOnTopic, READ, applicationId);
    }

    /** @return one line, or empty when {@code failure} and its causes are not refusals */
    public Optional<String> refusal(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof AuthorizationException) {
                return Optional.of(notAllowed((AuthorizationException) e, failure));
            }
            if (e instanceof AuthenticationException) {
                return Optional.of(TlsFailure.in(e)
                        .map(tls -> "Kafka cannot be reached over TLS: " + tls.reason())
                        .orElse("Kafka refuses this user: " + withCause(e) + "; fix the properties below kafka"));
            }
        }
        return Optional.empty();
    }

    private String notAllowed(AuthorizationException e, Throwable whole) {
        if (e instanceof TopicAuthorizationException topics
                && !topics.unauthorizedTopics().isEmpty()) {
            Map<String, TreeSet<String>> byOperations = new TreeMap<>();
            topics.unauthorizedTopics()
                    .forEach(topic -> byOperations
                            .computeIfAbsent(operationsOnTopic.apply(topic), o -> new TreeSet<>())
                            .add(topic));
            StringBuilder all = new StringBuilder();
            byOperations.forEach((operations, names) -> all.append(all.isEmpty() ? "" : ", nor ")
                    .append(operations)
                    .append(names.size() == 1 ? " topic " : " topics ")
                    .append(String.join(", ", names)));
            return line(all.toString());
        }
        if (e instanceof GroupAuthorizationException group && group.groupId() != null) {
            return line(operationOnGroup + " group " + group.groupId());
        }
        if (e instanceof TransactionalIdAuthorizationException && !transactionalIds.isEmpty()) {
            return line("DESCRIBE and WRITE transactional ids that begin with " + transactionalIds);
        }
        if (e instanceof ClusterAuthorizationException) {
            return "Kafka does not let this user act on the cluster (" + OneLine.of(e)
                    + "): grant it WRITE to its topics, or IDEMPOTENT_WRITE on the cluster";
        }
        Matcher notCreated = NOT_CREATED.matcher(String.valueOf(whole.getMessage()));
        if (notCreated.find()) {
            return line("CREATE topic " + notCreated.group(1));
        }
        String context = whole == e ? "" : OneLine.of(whole) + ": ";
        return "Kafka does not let this user do it (" + context + OneLine.of(e) + "): grant it to this user";
    }

    private static String line(String what) {
        return "Kafka does not let this user " + what + ": grant it to this user";
    }

    /** A failed TLS handshake says why only in its cause. */
    private static String withCause(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String why = root == e ? "" : " (" + OneLine.of(root) + ")";
        return OneLine.of(e) + why;
    }
}
