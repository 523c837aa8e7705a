package io.portreeve.gateway.badinput;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Answers to a call that no server should give. One case a line. */
final class BadAnswers {
  /** In a wrong answer; must never arrive. */
  static final String MARK = "text of a bad server";

  /** In the answer of a server that is odd but right. */
  static final String FINE = "all is well";

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String JSON = "content-type: application/json\r\n";
  private static final String EVENTS = "content-type: text/event-stream\r\n";

  private final List<Case> cases = new ArrayList<>();

  private BadAnswers() {}

  /** What a server does with the call. */
  @FunctionalInterface
  interface Wrong {
    void answer(HttpAsked asked, HttpWire wire) throws Exception;
  }

  /**
   * One case.
   *
   * @param fails whether the caller is told that the server failed
   */
  record Case(String name, boolean fails, Wrong wrong) {}

  static List<Case> all() {
    BadAnswers all = new BadAnswers();
    all.connections();
    all.framing();
    all.types();
    all.json();
    all.messages();
    all.streams();
    return all.cases;
  }

  private void fails(String name, Wrong wrong) {
    cases.add(new Case(name, true, wrong));
  }

  private void fine(String name, Wrong wrong) {
    cases.add(new Case(name, false, wrong));
  }

  private void bytes(String name, String answer) {
    fails(
        name,
        (_, wire) -> {
          wire.raw(answer);
          wire.hangUp();
        });
  }

  private void body(String name, String body) {
    fails(name, (asked, wire) -> wire.json(200, quoted(body, asked)));
  }

  private static String quoted(String body, HttpAsked asked) {
    return body.replace('\'', '"').replace("ID", asked.id());
  }

  private static String right(HttpAsked asked) {
    return asked.result(text(FINE));
  }

  private static String text(String text) {
    return "{'resultType':'complete','content':[{'type':'text','text':'" + text + "'}]}";
  }

  private void connections() {
    fails("crashes", (_, wire) -> wire.hangUp());
    fails("hangs", (_, wire) -> wire.awaitHangUp());
    fails(
        "hangs after the head",
        (_, wire) -> {
          wire.raw(OK + JSON + "content-length: 100\r\n\r\n");
          wire.awaitHangUp();
        });
    fails(
        "hangs in the body",
        (_, wire) -> {
          wire.raw(OK + JSON + "content-length: 100\r\n\r\n{\"jsonrpc\":");
          wire.awaitHangUp();
        });
    fails(
        "answers late",
        (asked, wire) -> {
          wire.awaitHangUp();
          wire.json(200, asked.result(text(MARK)));
        });
    fails(
        "crashes in the body",
        (_, wire) -> {
          wire.raw(OK + JSON + "content-length: 100\r\n\r\n{\"jsonrpc\":");
          wire.hangUp();
        });
    fails(
        "crashes in a chunk",
        (_, wire) -> {
          wire.raw(OK + JSON + "transfer-encoding: chunked\r\n\r\n20\r\n{\"jsonrpc\":");
          wire.hangUp();
        });
    fine(
        "answers and crashes",
        (asked, wire) -> {
          wire.json(200, right(asked));
          wire.hangUp();
        });
    fine(
        "answers, then speaks unasked",
        (asked, wire) -> {
          wire.json(200, right(asked));
          wire.raw(OK + JSON + "content-length: 2\r\n\r\n{}");
        });
  }

  private void framing() {
    bytes("no HTTP", MARK + "\r\n\r\n");
    bytes("TLS", "\u0016\u0003\u0001\u0000\u0005hello");
    bytes("HTTP/0.9", "<html>" + MARK + "</html>");
    bytes("HTTP/2", "HTTP/2 200\r\n\r\n");
    bytes("a status of two digits", "HTTP/1.1 20 OK\r\n\r\n");
    bytes("a status beyond all", "HTTP/1.1 999 OK\r\ncontent-length: 0\r\n\r\n");
    bytes("an endless head", OK + "x: " + "y".repeat(1 << 20) + "\r\n\r\n");
    bytes("endless fields", OK + "x: y\r\n".repeat(5_000) + "\r\n");
    bytes("a folded field", OK + "x: a\r\n b\r\n" + JSON + "content-length: 2\r\n\r\n{}");
    bytes("two lengths", OK + JSON + "content-length: 2\r\ncontent-length: 3\r\n\r\n{}x");
    bytes(
        "a length and chunks",
        OK + JSON + "content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n");
    bytes("a negative length", OK + JSON + "content-length: -1\r\n\r\n");
    bytes("a length beyond all", OK + JSON + "content-length: 99999999999999999999\r\n\r\n");
    bytes("a chunk of no size", OK + JSON + "transfer-encoding: chunked\r\n\r\nzz\r\n");
    bytes("another coding", OK + JSON + "transfer-encoding: gzip\r\n\r\n");
    bytes("another protocol", "HTTP/1.1 101 Switching\r\nupgrade: x\r\n\r\n" + MARK);
    bytes("interim answers without end", "HTTP/1.1 102 Wait\r\n\r\n".repeat(1_000));
  }

  private void types() {
    for (int status : new int[] {201, 202, 204, 206, 301, 302, 307, 308, 401, 403, 429, 500, 503}) {
      fails("status " + status, (_, wire) -> wire.empty(status, "Location: /elsewhere"));
    }
    fails(
        "a stack trace",
        (_, wire) ->
            wire.json(
                500,
                "{\"stackTrace\":[\"at com.example.Server.java\"],\"text\":\"" + MARK + "\"}"));
    fails("a page", (_, wire) -> wire.whole(200, "text/html", "<h1>it works</h1>".getBytes(UTF_8)));
    fails("no type", (asked, wire) -> wire.whole(200, "", right(asked).getBytes(UTF_8)));
    fails(
        "a type of its own",
        (asked, wire) -> wire.whole(200, "application/x-json", right(asked).getBytes(UTF_8)));
    fails(
        "another charset",
        (asked, wire) ->
            wire.whole(200, "application/json; charset=utf-16", right(asked).getBytes(UTF_16)));
    fails(
        "a coding",
        (asked, wire) ->
            wire.whole(
                200, "application/json", right(asked).getBytes(UTF_8), "Content-Encoding: br"));
    fine(
        "a type in capitals",
        (asked, wire) ->
            wire.whole(200, "Application/JSON; Charset=UTF-8", right(asked).getBytes(UTF_8)));
  }

  private void json() {
    body("nothing", "");
    body("a word", MARK);
    body("cut off", "{'jsonrpc':'2.0','id':ID,'result':{'resultType':'comp");
    body("behind a byte order mark", "\uFEFF{'jsonrpc':'2.0','id':ID,'result':" + text(MARK) + "}");
    body("nested deeply", "{'a':".repeat(10_000));
    body("in arrays", "[".repeat(100_000));
    body("with a NUL", "{'jsonrpc':'2.0','id':ID,'result':" + text("\0" + MARK) + "}");
    body("with half a pair", "{'jsonrpc':'2.0','id':ID,'result':" + text("\\ud83d" + MARK) + "}");
    body("a name twice", "{'jsonrpc':'2.0','id':ID,'result':" + text(MARK) + ",'result':{}}");
    body("a long one", "{'jsonrpc':'2.0','id':ID,'result':" + text("x".repeat(2 << 20)) + "}");
    body("a long number", "{'jsonrpc':'2.0','id':ID,'result':{'x':" + "9".repeat(100_000) + "}}");
  }

  private void messages() {
    body("null", "null");
    body("an array", "[{'jsonrpc':'2.0','id':ID,'result':" + text(MARK) + "}]");
    body("another version", "{'jsonrpc':'1.0','id':ID,'result':" + text(MARK) + "}");
    body("another id", "{'jsonrpc':'2.0','id':'another','result':" + text(MARK) + "}");
    body("no id", "{'jsonrpc':'2.0','result':" + text(MARK) + "}");
    body("an id that is a list", "{'jsonrpc':'2.0','id':[],'result':" + text(MARK) + "}");
    body("a result and an error", "{'jsonrpc':'2.0','id':ID,'result':{},'error':{}}");
    body("an error without a code", "{'jsonrpc':'2.0','id':ID,'error':{'message':'" + MARK + "'}}");
    body("an error that is a text", "{'jsonrpc':'2.0','id':ID,'error':'" + MARK + "'}");
    body("a code beyond an int", "{'jsonrpc':'2.0','id':ID,'error':{'code':9e99,'message':''}}");
    body("a result that is a list", "{'jsonrpc':'2.0','id':ID,'result':[]}");
    body("a result of no type", "{'jsonrpc':'2.0','id':ID,'result':{'content':[]}}");
    body("a result of an unknown type", "{'jsonrpc':'2.0','id':ID,'result':{'resultType':'x'}}");
    body(
        "a result without content", "{'jsonrpc':'2.0','id':ID,'result':{'resultType':'complete'}}");
    body("a request", "{'jsonrpc':'2.0','id':ID,'method':'roots/list'}");
    body("a notification", "{'jsonrpc':'2.0','method':'notifications/message','params':{}}");
  }

  private void streams() {
    stream("a stream that ends", wire -> wire.end());
    stream("a stream that breaks", wire -> wire.hangUp());
    stream("a stream that is silent", wire -> wire.awaitHangUp());
    stream("a stream of comments", wire -> forever(wire, ": still here\n\n"));
    stream("a stream of nothing known", wire -> forever(wire, "event: x\ndata: y\n\n"));
    stream(
        "a stream of notifications",
        wire ->
            forever(
                wire,
                "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":"
                    + "{\"progressToken\":1,\"progress\":1}}\n\n"));
    stream("a line without end", wire -> forever(wire, "x".repeat(10_000)));
    stream("data without end", wire -> forever(wire, "data: " + "x".repeat(1_000) + "\n"));
    stream("an event that is no JSON", wire -> wire.event(MARK));
    stream("an event that is no message", wire -> wire.event("[]"));
    stream("an event that is no UTF-8", wire -> wire.raw("9\r\ndata: \u00ff\u00fe\n\n\r\n"));
    stream(
        "a request among the events",
        wire -> wire.event("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"roots/list\"}"));
    fine(
        "odd events before the answer",
        (asked, wire) -> {
          wire.stream();
          wire.chunk("\n\n: a comment\nretry: soon\nid: \nevent: x\ndata: y\n\ndata\n\nfield\n\n");
          wire.event("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/unheard\"}");
          wire.event(right(asked));
          wire.end();
        });
    fine(
        "an answer, then more",
        (asked, wire) -> {
          wire.stream();
          wire.event(right(asked));
          wire.event(asked.result(text(MARK)));
          wire.end();
        });
    fine(
        "thousands of notifications before the answer",
        (asked, wire) -> {
          wire.stream();
          String note = "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/unheard\"}\n\n";
          for (int i = 0; i < 50; i++) {
            wire.chunk(note.repeat(100));
          }
          wire.event(right(asked));
          wire.end();
        });
  }

  private interface Said {
    void on(HttpWire wire) throws Exception;
  }

  private void stream(String name, Said said) {
    fails(
        name,
        (_, wire) -> {
          wire.raw(OK + EVENTS + "transfer-encoding: chunked\r\n\r\n");
          said.on(wire);
        });
  }

  /** Until the other side has had enough of it. */
  private static void forever(HttpWire wire, String text) throws IOException {
    while (true) {
      wire.chunk(text);
    }
  }
}
