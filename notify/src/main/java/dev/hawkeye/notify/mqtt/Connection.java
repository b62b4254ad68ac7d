package dev.hawkeye.notify.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfigBuilder;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.exceptions.MqttDecodeException;
import com.hivemq.client.mqtt.exceptions.MqttEncodeException;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.notify.receiver.Answer;
import dev.hawkeye.notify.receiver.Trouble;
import dev.hawkeye.notify.receiver.Trust;
import dev.hawkeye.settings.Causes;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a broker, with its own client id, until it breaks or {@link #close()}; callers resend
 * unacknowledged messages over another one. Not thread-safe.
 */
final class Connection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);
    private static final int PLAIN_PORT = 1883;
    private static final int TLS_PORT = 8883;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final String SAYS = "the broker says ";
    private static final List<Mqtt5PubAckReasonCode> FOR_GOOD =
            List.of(Mqtt5PubAckReasonCode.TOPIC_NAME_INVALID, Mqtt5PubAckReasonCode.PAYLOAD_FORMAT_INVALID);

    private final Mqtt5AsyncClient client;
    private final long timeoutMillis;
    private final int mostBytes;

    /** @param mostBytes of a packet, which the broker has announced */
    private Connection(Mqtt5AsyncClient client, long timeoutMillis, int mostBytes) {
        this.client = client;
        this.timeoutMillis = timeoutMillis;
        this.mostBytes = mostBytes;
    }

    /** The last will: what the broker publishes, retained, when the connection breaks. */
    record Will(String topic, String payload) {}

    /** Thrown when a broker could not be reached. */
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;

        FailedException(String words) {
            super(words);
        }

        private FailedException(Throwable failure) {
            super(Trouble.of(failure), failure);
        }
    }

    /**
     * Connects.
     *
     * @param login USER:PASSWORD; empty for none
     * @param will null for none
     */
    static Connection open(TargetConfig target, String login, Will will) throws FailedException, InterruptedException {
        Mqtt5AsyncClient client = client(target, login);
        long timeoutMillis = target.timeout().toMillis();
        Mqtt5ConnectBuilder connect = Mqtt5Connect.builder().cleanStart(true).keepAlive(KEEP_ALIVE_SECONDS);
        if (will != null) {
            connect = connect.willPublish()
                    .topic(will.topic())
                    .payload(will.payload().getBytes(UTF_8))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(true)
                    .applyWillPublish();
        }
        CompletableFuture<Mqtt5ConnAck> connecting = client.connect(connect.build());
        try {
            Mqtt5ConnAck accepted = await(connecting, timeoutMillis);
            return new Connection(
                    client, timeoutMillis, accepted.getRestrictions().getMaximumPacketSize());
        } catch (FailedException | InterruptedException e) {
            // If the broker accepts it later, nobody would own it, and its will would replace what others publish.
            CompletableFuture<Void> unused = connecting.thenCompose(late -> client.disconnect());
            throw e;
        }
    }

    private static Mqtt5AsyncClient client(TargetConfig target, String login) {
        URI address = target.address();
        boolean tls = address.getScheme().toLowerCase(Locale.ROOT).equals("mqtts");
        String host = address.getHost().replaceAll("[\\[\\]]", "");
        int port = address.getPort() >= 0 ? address.getPort() : tls ? TLS_PORT : PLAIN_PORT;
        long timeoutMillis = target.timeout().toMillis();
        MqttClientTransportConfigBuilder transport = MqttClientTransportConfig.builder()
                .serverHost(host)
                .serverPort(port)
                .socketConnectTimeout(timeoutMillis, TimeUnit.MILLISECONDS)
                .mqttConnectTimeout(timeoutMillis, TimeUnit.MILLISECONDS);
        if (tls) {
            TrustManagerFactory trust = Trust.of(target);
            transport = transport.sslConfig(MqttClientSslConfig.builder()
                    .trustManagerFactory(trust)
                    .handshakeTimeout(timeoutMillis, TimeUnit.MILLISECONDS)
                    .build());
        }
        Mqtt5ClientBuilder builder = MqttClient.builder()
                .useMqttVersion5()
                .identifier("hawkeye-" + UUID.randomUUID())
                .transportConfig(transport.build());
        if (!login.isEmpty()) {
            int colon = login.indexOf(':');
            builder = builder.simpleAuth()
                    .username(login.substring(0, colon))
                    .password(login.substring(colon + 1).getBytes(UTF_8))
                    .applySimpleAuth();
        }
        return builder.buildAsync();
    }

    boolean isUp() {
        return client.getState().isConnected();
    }

    /** Publishes with QoS 1, and waits for the broker's acknowledgment. A refusal may end the connection. */
    Answer publish(String topic, byte[] payload, boolean retained) throws InterruptedException {
        try {
            Mqtt5PublishResult result = await(
                    client.publishWith()
                            .topic(topic)
                            .payload(payload)
                            .qos(MqttQos.AT_LEAST_ONCE)
                            .retain(retained)
                            .send(),
                    timeoutMillis);
            return result.getError().map(this::answer).orElse(Answer.delivered("acknowledged"));
        } catch (FailedException e) {
            return e.getCause() == null ? Answer.later(e.getMessage()) : answer(e.getCause());
        }
    }

    private Answer answer(Throwable failure) {
        if (failure instanceof MqttEncodeException) {
            return Answer.refused(
                    "a message is larger than the broker's maximum packet size of " + mostBytes + " bytes");
        }
        if (Causes.of(failure).anyMatch(Connection::isTooLarge)) {
            return Answer.refused(SAYS + Mqtt5DisconnectReasonCode.PACKET_TOO_LARGE);
        }
        if (Causes.of(failure).anyMatch(MqttDecodeException.class::isInstance)) {
            return Answer.refused("the broker's answer is malformed, as Mosquitto's is to a message that is larger than"
                    + " its message_size_limit");
        }
        if (failure instanceof Mqtt5PubAckException refusal) {
            Mqtt5PubAckReasonCode reason = refusal.getMqttMessage().getReasonCode();
            return FOR_GOOD.contains(reason) ? Answer.refused(SAYS + reason) : Answer.later(SAYS + reason);
        }
        return Answer.later(Trouble.of(failure));
    }

    /** Whether a broker that has announced no maximum ended the connection for that. */
    private static boolean isTooLarge(Throwable cause) {
        return cause instanceof Mqtt5DisconnectException end
                && end.getMqttMessage().getReasonCode() == Mqtt5DisconnectReasonCode.PACKET_TOO_LARGE;
    }

    /**
     * Subscribes, and waits for the broker's answer.
     *
     * @param received called on another thread, with the payload as text
     */
    Answer subscribe(String topic, Consumer<String> received) throws InterruptedException {
        try {
            var unused = await(
                    client.subscribeWith()
                            .topicFilter(topic)
                            .qos(MqttQos.AT_LEAST_ONCE)
                            .callback(publish -> received.accept(new String(publish.getPayloadAsBytes(), UTF_8)))
                            .send(),
                    timeoutMillis);
            return Answer.delivered("subscribed");
        } catch (FailedException e) {
            return e.getCause() instanceof Mqtt5SubAckException refusal
                    ? Answer.refused(
                            SAYS + refusal.getMqttMessage().getReasonCodes().get(0))
                    : Answer.later(e.getMessage());
        }
    }

    private static <T> T await(CompletableFuture<T> answer, long millis) throws FailedException, InterruptedException {
        try {
            return answer.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new FailedException("no answer within " + millis + " ms");
        } catch (ExecutionException e) {
            throw new FailedException(e.getCause());
        }
    }

    /** Publishes a last retained message, even if the thread is interrupted; ignores whether the broker answers. */
    void leave(String topic, byte[] payload, Duration patience) {
        boolean interrupted = Thread.interrupted();
        try {
            client.publishWith()
                    .topic(topic)
                    .payload(payload)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(true)
                    .send()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.debug("the last message before disconnecting was not published", e);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Disconnects cleanly if possible, so that the broker does not publish the will. */
    @Override
    public void close() {
        CompletableFuture<Void> unused = client.disconnect();
    }
}
