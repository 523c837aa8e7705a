package io.portreeve.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.gateway.http.Destination;
import io.portreeve.gateway.http.HttpCall;
import io.portreeve.gateway.http.HttpFailure;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.HttpResponse;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.sse.SseEvent;
import io.portreeve.mcp.sse.SseParser;
import io.portreeve.mcp.sse.SseRefused;
import java.util.List;

/**
 * Asks a gateway in front of a {@link PracticeServer} what clients of both eras ask: lists, calls
 * with short, long and streamed answers, and what is refused. Every answer must be of the kind that
 * is due: else the JVM would record how a gateway refuses.
 */
record PracticeClient(HttpPool pool, Destination gate, String key, Welcome welcome) {
  private static final int LONGEST_ANSWER = 1 << 20;
  private static final int ALLOWED = 200;
  private static final int TAKEN = 202;
  private static final int UNKNOWN = 401;

  private static final String SESSION = "mcp-session-id";
  private static final String LIST = "tools/list";
  private static final String CALL = "tools/call";
  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"%s","capabilities":{},\
      "clientInfo":{"name":"exercise","version":"1"}}}\
      """;
  private static final String INITIALIZED =
      """
      {"jsonrpc":"2.0","method":"notifications/initialized"}\
      """;
  private static final String OLDER_CALL =
      """
      {"jsonrpc":"2.0","id":%d,"method":"tools/call","params":%s}\
      """;

  /** What must come back for a request. */
  private enum Due {
    RESULT("a result"),
    CONTENT("a result with structured content"),
    REFUSAL("a refusal");

    private final String words;

    Due(String words) {
      this.words = words;
    }

    boolean is(JsonObject result) {
      boolean refused = result.bool("isError").orElse(false);
      return switch (this) {
        case RESULT -> result.size() > 0 && !refused;
        case CONTENT -> result.object("structuredContent").isPresent() && !refused;
        case REFUSAL -> refused;
      };
    }
  }

  /** One of each, as a client of the latest revision. */
  void round(int round) throws HttpFailure, InterruptedException {
    JsonObject sum = JsonObject.empty().with("a", round).with("b", 1);
    ask(LIST, JsonObject.empty(), Due.RESULT);
    ask(CALL, call("add", sum), Due.CONTENT);
    ask(CALL, call("add", sum.with("a", 1_000)), Due.REFUSAL); // the rule says no
    ask(CALL, call(PracticeServer.REPORT, which(round)), Due.CONTENT);
    ask(CALL, call(PracticeServer.FOLLOW, which(round)), Due.CONTENT);
    HttpFields stranger = fields("unknown", Revision.LATEST).and("mcp-method", LIST);
    var _ = send(stranger, request(LIST, JsonObject.empty()), UNKNOWN);
  }

  /** A session of a client of the older revisions, with so many calls. */
  void session(int calls) throws HttpFailure, InterruptedException {
    HttpFields fields = fields(key, Revision.LATEST_STATEFUL);
    String version = Revision.LATEST_STATEFUL.wire();
    Answer opened = send(fields, INITIALIZE.formatted(version).getBytes(UTF_8), ALLOWED);
    opened.check("initialize", Due.RESULT);
    HttpFields within = fields.and(SESSION, opened.head().first(SESSION).orElse("none"));
    var _ = send(within, INITIALIZED.getBytes(UTF_8), TAKEN);
    for (int made = 0; made < calls; made++) { // an id may be used once in a session
      JsonObject params = call(PracticeServer.REPORT, which(made));
      send(within, OLDER_CALL.formatted(made + 2, params).getBytes(UTF_8), ALLOWED)
          .check(PracticeServer.REPORT, Due.CONTENT);
    }
  }

  private static JsonObject which(int number) {
    return JsonObject.empty()
        .with("a", number)
        .with("title", "What the \"northern\" branch did ".repeat(20))
        .with("tags", JsonArray.ofStrings(List.of("finance", "north")))
        .with("exact", true);
  }

  private static JsonObject call(String tool, JsonObject arguments) {
    return JsonObject.empty().with("name", tool).with("arguments", arguments);
  }

  private void ask(String method, JsonObject params, Due due)
      throws HttpFailure, InterruptedException {
    HttpFields fields = fields(key, Revision.LATEST).and("mcp-method", method);
    HttpFields named =
        params.string("name").map(name -> fields.and("mcp-name", name)).orElse(fields);
    send(named, request(method, params), ALLOWED).check(params.string("name").orElse(method), due);
  }

  /** One that wants to hear of its progress. */
  private byte[] request(String method, JsonObject params) {
    JsonObject request = welcome.request(method, params);
    JsonObject all = request.object("params").orElse(params);
    JsonObject meta = all.object("_meta").orElse(JsonObject.empty()).with("progressToken", 1);
    return request.with("params", all.with("_meta", meta)).toBytes();
  }

  private static HttpFields fields(String credential, Revision revision) {
    return HttpFields.builder()
        .add("authorization", "Bearer " + credential)
        .add("content-type", "application/json")
        .add("accept", "application/json, text/event-stream")
        .add("mcp-protocol-version", revision.wire())
        .build();
  }

  private Answer send(HttpFields fields, byte[] request, int due)
      throws HttpFailure, InterruptedException {
    try (HttpResponse answer = pool.send(gate, HttpCall.of("POST", "/mcp", fields, request))) {
      byte[] body = answer.body(LONGEST_ANSWER);
      if (answer.status() != due) {
        throw failure("answered " + answer.status() + " with " + body.length + " bytes");
      }
      return new Answer(answer.headers(), new String(body, UTF_8));
    }
  }

  private static CommandFailure failure(String what) {
    return new CommandFailure(ExitCode.FAULT, "the gateway " + what, "report it");
  }

  private record Answer(HttpFields head, String body) {
    void check(String asked, Due due) {
      if (!due.is(last().object("result").orElse(JsonObject.empty()))) {
        throw failure("answered `" + asked + "` with what is not " + due.words + ": " + body);
      }
    }

    /** The message, and of a stream the last one; empty if there is none. */
    private JsonObject last() {
      byte[] text = body.getBytes(UTF_8);
      try {
        boolean streamed = head.first("content-type").orElse("").startsWith("text/event-stream");
        if (streamed) {
          List<SseEvent> events = new SseParser(LONGEST_ANSWER, LONGEST_ANSWER).feed(text);
          text = events.isEmpty() ? new byte[0] : events.getLast().data();
        }
        return JsonReader.read(text, JsonLimits.defaults()) instanceof JsonObject message
            ? message
            : JsonObject.empty();
      } catch (JsonRefused | SseRefused malformed) {
        return JsonObject.empty();
      }
    }
  }
}
