package io.portreeve.agent.langchain4j;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.portreeve.agent.model.ModelFailure;
import io.portreeve.agent.model.ModelFailure.Kind;
import io.portreeve.gateway.outage.Causes;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/**
 * The one HTTP exchange of one answer, as LangChain4j's clients want to have it made. Other than
 * they expect it runs on the thread that asks, so that an interrupt ends it, and when their call
 * returns all is over; and the answer is heard by us and not by them.
 */
final class AnswerCall implements HttpClient, HttpClientBuilder {
  private static final int ERROR_BYTES = 16 << 10;

  private final java.net.http.HttpClient transport;
  private final AnswerLimits limits;
  private final ErrorWords errors;
  private final Ear ear;
  private final Answer answer;

  AnswerCall(
      java.net.http.HttpClient transport,
      AnswerLimits limits,
      ErrorWords errors,
      Ear ear,
      Answer answer) {
    this.transport = transport;
    this.limits = limits;
    this.errors = errors;
    this.ear = ear;
    this.answer = answer;
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener unheard) {
    try {
      HttpResponse<AnswerBody> response =
          transport.send(posted(request), _ -> new AnswerBody(limits));
      try (AnswerBody body = response.body()) {
        if (response.statusCode() == 200) {
          hear(body, parser);
        } else {
          answer.fail(errors.of(response.statusCode(), body.readNBytes(ERROR_BYTES)));
        }
      }
    } catch (InterruptedException | InterruptedIOException interrupted) {
      answer.interrupted();
    } catch (Broken broken) {
      answer.fail(broken.failure());
    } catch (IOException unreachable) {
      answer.fail(unreachable(request.url(), unreachable));
    }
  }

  private void hear(AnswerBody body, ServerSentEventParser parser) {
    var events = new StrictEvents(ear, errors, answer);
    parser.parse(body, events);
    events.onClose();
  }

  private java.net.http.HttpRequest posted(HttpRequest request) {
    var posted =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
            .timeout(limits.silence())
            .POST(BodyPublishers.ofString(request.body()));
    request.headers().forEach((name, values) -> values.forEach(it -> posted.header(name, it)));
    return posted.build();
  }

  private ModelFailure unreachable(String url, IOException why) {
    String where = URI.create(url).getAuthority();
    String what =
        switch (why) {
          case HttpConnectTimeoutException _ ->
              "Nobody answers at " + where + ", the model's address.";
          case HttpTimeoutException _ ->
              "Nothing came from the model for " + limits.silence().toSeconds() + " s.";
          default ->
              isOfTls(why)
                  ? "The model's service at " + where + " cannot be trusted: TLS with it failed."
                  : "The model's service at " + where + " cannot be reached.";
        };
    return new ModelFailure(Kind.UNREACHABLE, what, why);
  }

  /** The transport tells of it as it is, or as the cause of a read that failed meanwhile. */
  private static boolean isOfTls(IOException why) {
    return Causes.of(why).anyMatch(SSLException.class::isInstance);
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    throw new UnsupportedOperationException("answers are streams");
  }

  // --- As a builder of itself: limits are not LangChain4j's to set ---

  @Override
  public HttpClient build() {
    return this;
  }

  @Override
  public Duration connectTimeout() {
    return limits.silence();
  }

  @Override
  public HttpClientBuilder connectTimeout(Duration ignored) {
    return this;
  }

  @Override
  public Duration readTimeout() {
    return limits.silence();
  }

  @Override
  public HttpClientBuilder readTimeout(Duration ignored) {
    return this;
  }
}
