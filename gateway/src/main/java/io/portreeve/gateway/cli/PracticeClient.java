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
import io.portreeve.mcp.json.JsonObject;
import java.util.List;

/**
 * Asks a gateway in front of a {@link PracticeServer} what clients of both eras ask: lists, calls
 * with short, long and streamed answers, and what is refused. Every answer must be the one that is
 * due.
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
      {"jsonrpc":"2.0","id":2,"method":"tools/call","params":%s}\
      """;

  /** One of each, as a client of the latest revision. */
  void round(int round) throws HttpFailure, InterruptedException {
    JsonObject sum = JsonObject.empty().with("a", round).with("b", 1);
    ask(LIST, JsonObject.empty());
    ask(CALL, call("add", sum));
    ask(CALL, call("add", sum.with("a", 1_000))); // the rule says no
    ask(CALL, call(PracticeServer.REPORT, which(round)));
    ask(CALL, call(PracticeServer.FOLLOW, which(round)));
    HttpFields stranger = fields("unknown", Revision.LATEST).and("mcp-method", LIST);
    var _ = send(stranger, request(LIST, JsonObject.empty()), UNKNOWN);
  }

  /** A session of a client of the older revisions, with so many calls. */
  void session(int calls) throws HttpFailure, InterruptedException {
    HttpFields fields = fields(key, Revision.LATEST_STATEFUL);
    String version = Revision.LATEST_STATEFUL.wire();
    HttpFields opened = send(fields, INITIALIZE.formatted(version).getBytes(UTF_8), ALLOWED);
    HttpFields within = fields.and(SESSION, opened.first(SESSION).orElse("none"));
    var _ = send(within, INITIALIZED.getBytes(UTF_8), TAKEN);
    for (int made = 0; made < calls; made++) {
      JsonObject params = call(PracticeServer.REPORT, which(made));
      var _ = send(within, OLDER_CALL.formatted(params).getBytes(UTF_8), ALLOWED);
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

  private void ask(String method, JsonObject params) throws HttpFailure, InterruptedException {
    HttpFields fields = fields(key, Revision.LATEST).and("mcp-method", method);
    HttpFields named =
        params.string("name").map(name -> fields.and("mcp-name", name)).orElse(fields);
    var _ = send(named, request(method, params), ALLOWED);
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

  private HttpFields send(HttpFields fields, byte[] request, int due)
      throws HttpFailure, InterruptedException {
    try (HttpResponse answer = pool.send(gate, HttpCall.of("POST", "/mcp", fields, request))) {
      byte[] body = answer.body(LONGEST_ANSWER);
      if (answer.status() != due) {
        throw new CommandFailure(
            ExitCode.FAULT,
            "the gateway answered " + answer.status() + " with " + body.length + " bytes",
            "report it");
      }
      return answer.headers();
    }
  }
}
