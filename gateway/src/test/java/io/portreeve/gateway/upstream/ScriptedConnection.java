package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection whose other end is a test. */
final class ScriptedConnection implements Connection {
  private final BlockingQueue<JsonObject> sent = new LinkedBlockingQueue<>();
  private volatile @Nullable Ear ear;
  private volatile boolean alive = true;
  private volatile boolean closed;
  private volatile boolean deaf;
  private volatile boolean stalled;

  @Override
  public void open(Ear opened) {
    ear = opened;
  }

  @Override
  public void send(RpcMessage message) throws UpstreamException, InterruptedException {
    if (deaf) {
      throw new UpstreamException("the server does not read");
    }
    sent.add(message.toJson());
    if (message instanceof RpcRequest && stalled) {
      new CountDownLatch(1).await();
    }
  }

  /** From now on sending a request never ends, though the server gets it. */
  void stall() {
    stalled = true;
  }

  @Override
  public boolean isAlive() {
    return alive;
  }

  @Override
  public void close() {
    closed = true;
    end("closed");
  }

  boolean isClosed() {
    return closed;
  }

  /** From now on nothing can be sent. */
  void goDeaf() {
    deaf = true;
  }

  /** The server goes away. */
  void end(String why) {
    if (alive) {
      alive = false;
      ear().ended(why);
    }
  }

  /** The connection is dead, and nobody was told yet. */
  void dieQuietly() {
    alive = false;
  }

  /** The server says this; single quotes stand for double ones. */
  void say(String json) throws UpstreamException {
    ear().heard(WireReader.message(Jsons.json(json)), json.length());
  }

  private Ear ear() {
    Ear known = ear;
    if (known == null) {
      throw new AssertionError("not open");
    }
    return known;
  }

  /** The next message that was sent to the server. */
  JsonObject next() throws InterruptedException {
    JsonObject next = sent.poll(1, TimeUnit.MINUTES);
    if (next == null) {
      throw new AssertionError("nothing was sent");
    }
    return next;
  }

  /** The next message, which must be of this method. */
  JsonObject next(String method) throws InterruptedException {
    JsonObject next = next();
    if (!next.string("method").filter(method::equals).isPresent()) {
      throw new AssertionError("expected " + method + " and got " + next);
    }
    return next;
  }

  boolean sentNothingMore() {
    return sent.isEmpty();
  }

  void answer(JsonObject request, String result) throws UpstreamException {
    say("{'jsonrpc':'2.0','id':" + id(request) + ",'result':" + result + "}");
  }

  void fail(JsonObject request, int code, String data) throws UpstreamException {
    say(
        "{'jsonrpc':'2.0','id':"
            + id(request)
            + ",'error':{'code':"
            + code
            + ",'message':'it failed','data':"
            + data
            + "}}");
  }

  void ask(String id, String method, String params) throws UpstreamException {
    say("{'jsonrpc':'2.0','id':" + id + ",'method':'" + method + "','params':" + params + "}");
  }

  void notify(String method, String params) throws UpstreamException {
    say("{'jsonrpc':'2.0','method':'" + method + "','params':" + params + "}");
  }

  static String id(JsonObject request) {
    return request.get("id").orElseThrow().toString();
  }
}
