package io.portreeve.testkit.server;

import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request that a scripted server serves. Single quotes in its JSON stand for double ones. */
public final class Turn {
  /** How the server speaks. */
  interface Voice {
    /** On the stream of the request, or wherever all goes. */
    void say(String json) throws IOException;

    /** Likewise, and nothing more after it. */
    void last(String json) throws IOException;

    /** Where it belongs to no request. */
    void elsewhere(String json) throws IOException;

    /** Bytes outside the protocol. */
    void raw(String text) throws IOException;

    /** Breaks off. */
    void hangUp() throws IOException;
  }

  private final JsonObject request;
  private final Voice voice;
  private final Answers answers;
  private final CountDownLatch cancelled = new CountDownLatch(1);

  Turn(JsonObject request, Voice voice, Answers answers) {
    this.request = request;
    this.voice = voice;
    this.answers = answers;
  }

  public JsonObject request() {
    return request;
  }

  public JsonObject params() {
    return request.object("params").orElse(JsonObject.empty());
  }

  /** The JSON of the request's id. */
  public String id() {
    return request.get("id").map(Object::toString).orElse("null");
  }

  /** Answers with a result. */
  public void result(String json) throws IOException {
    voice.last(answer(id(), json));
  }

  /** Says a result for some id, and goes on. */
  public void resultFor(String id, String json) throws IOException {
    voice.say(answer(id, json));
  }

  /** Answers with an error. */
  public void error(int code, String text) throws IOException {
    voice.last(
        quoted(
            "{'jsonrpc':'2.0','id':"
                + id()
                + ",'error':{'code':"
                + code
                + ",'message':'"
                + text
                + "'}}"));
  }

  public void notify(String method, String params) throws IOException {
    voice.say(notification(method, params));
  }

  /** A notification that belongs to no request. */
  public void notifyElsewhere(String method, String params) throws IOException {
    voice.elsewhere(notification(method, params));
  }

  /** Asks the client something, as part of this request, and waits for its answer. */
  public JsonObject ask(String method, String params)
      throws IOException, InterruptedException, TimeoutException {
    String id = answers.next();
    voice.say(asking(id, method, params));
    return answers.await(id);
  }

  /** Asks the client something that belongs to no request, and waits for its answer. */
  public JsonObject askElsewhere(String method, String params)
      throws IOException, InterruptedException, TimeoutException {
    String id = answers.next();
    voice.elsewhere(asking(id, method, params));
    return answers.await(id);
  }

  /** Bytes outside the protocol. */
  public void raw(String text) throws IOException {
    voice.raw(text);
  }

  /** Breaks off without an answer. */
  public void hangUp() throws IOException {
    voice.hangUp();
  }

  /** Returns once the client has cancelled the request. */
  public void awaitCancelled() throws InterruptedException, TimeoutException {
    if (!cancelled.await(60, TimeUnit.SECONDS)) {
      throw new TimeoutException("the request was not cancelled");
    }
  }

  void cancel() {
    cancelled.countDown();
  }

  private static String answer(String id, String json) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + quoted(json) + "}";
  }

  private static String notification(String method, String params) {
    return quoted("{'jsonrpc':'2.0','method':'" + method + "','params':" + params + "}");
  }

  private static String asking(String id, String method, String params) {
    return quoted(
        "{'jsonrpc':'2.0','id':'" + id + "','method':'" + method + "','params':" + params + "}");
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }
}
