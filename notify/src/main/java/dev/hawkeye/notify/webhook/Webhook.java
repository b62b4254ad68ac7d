package dev.hawkeye.notify.webhook;

import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.notify.message.Messages;
import dev.hawkeye.notify.receiver.Answer;
import dev.hawkeye.notify.receiver.Target;
import dev.hawkeye.notify.receiver.Trouble;
import dev.hawkeye.notify.receiver.Trust;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One POST for each message, signed if the target has a secret. Any 2xx means delivered. Redirects are not followed:
 * they would let the receiver send a signed message anywhere, including into this machine's network. Owns its HTTP
 * client.
 */
public final class Webhook implements Target {
    private static final int SUCCESS = 2;
    private static final int REDIRECT = 3;
    private static final int REFUSAL = 4;
    private static final int HUNDRED = 100;
    /** 4xx codes that concern the sender or the moment, not the message. */
    private static final List<Integer> MAY_CHANGE = List.of(401, 403, 407, 408, 425, 429);

    private static final int MAX_WORDS = 200;

    private final TargetConfig target;
    private final String secret;
    private final Messages messages;
    private final Clock clock;
    private final HttpClient http;
    private final HiddenParts hidden;

    /** @param secret signing key; empty for none */
    public Webhook(TargetConfig target, String secret, Messages messages, Clock clock) {
        this.target = target;
        this.secret = secret;
        this.messages = messages;
        this.clock = clock;
        this.hidden = HiddenParts.of(target.address(), secret);
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(target.timeout())
                .sslContext(Trust.contextOf(target))
                .build();
    }

    @Override
    public Answer deliver(Notification notification) throws InterruptedException {
        URI address = target.address();
        try {
            if (!target.privateAddresses() && !Inside.isMeant(address.getHost())) {
                List<InetAddress> inside = Inside.behind(address.getHost());
                if (!inside.isEmpty()) {
                    return Answer.later("its host name resolves to the private address "
                            + inside.get(0).getHostAddress() + ": if that is intended, set private-addresses: true");
                }
            }
        } catch (UnknownHostException e) {
            return Answer.later(Trouble.of(e));
        }
        return send(request(notification));
    }

    private HttpRequest request(Notification notification) {
        byte[] body = messages.json(notification);
        HttpRequest.Builder request = HttpRequest.newBuilder(target.address())
                .timeout(target.timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "hawkeye")
                .header("Idempotency-Key", notification.key())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!secret.isEmpty()) {
            request.header(
                    Signature.HEADER, Signature.of(secret, clock.instant().getEpochSecond(), body));
        }
        return request.build();
    }

    private Answer send(HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, Beginning.handler());
        try {
            return answer(answer.get(target.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Answer.later("no answer within " + target.timeout().toMillis() + " ms");
        } catch (ExecutionException e) {
            return Answer.later(hidden.hide(Trouble.of(e.getCause())));
        } finally {
            answer.cancel(true);
        }
    }

    private Answer answer(HttpResponse<String> response) {
        int status = response.statusCode();
        String words = status + said(response.body());
        return switch (status / HUNDRED) {
            case SUCCESS -> Answer.delivered(words);
            case REDIRECT ->
                Answer.later(words + ": redirects are not followed, so set url to the last address itself");
            case REFUSAL -> MAY_CHANGE.contains(status) ? Answer.later(words) : Answer.refused(words);
            default -> Answer.later(words);
        };
    }

    /** The beginning of the body in one line, without secrets. */
    private String said(String body) {
        String line = hidden.hide(body).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.isEmpty() ? "" : " " + line.substring(0, Math.min(line.length(), MAX_WORDS));
    }

    @Override
    public void close() {
        // Java 17's client cannot be closed; it ends when it becomes unreachable.
    }
}
