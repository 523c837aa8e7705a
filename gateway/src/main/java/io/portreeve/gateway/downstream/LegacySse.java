package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.http.HttpStream;
import io.portreeve.gateway.journey.Doorway;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.sse.SseWriter;
import java.io.IOException;
import java.util.Optional;

/**
 * HTTP with SSE, the transport of 2024-11-05: a GET opens the stream on which everything is said to
 * the client, and tells it where to post what it says. Whoever posts must be who opened the stream;
 * the session ends with it.
 */
public final class LegacySse implements HttpHandler {
  private static final String PARAMETER = "sessionId=";

  private final Door door;
  private final LegacyCore core;
  private final Vigil vigil;
  private final Paths paths;
  private final JsonLimits limits;
  private final SseClients clients;

  /**
   * Where the transport is found.
   *
   * @param stream to GET, such as {@code /sse}
   * @param messages to POST to, such as {@code /messages}
   */
  public record Paths(String stream, String messages) {}

  public LegacySse(Door door, LegacyCore core, Vigil vigil, Paths paths, JsonLimits limits) {
    this.door = door;
    this.core = core;
    this.vigil = vigil;
    this.paths = paths;
    this.limits = limits;
    this.clients = new SseClients(core);
  }

  @Override
  public Optional<String> sender(HttpRequest head) {
    return door.sender(head);
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) throws InterruptedException {
    Optional<Doorway.Entry.Open> entry = door.enter(request, reply);
    if (entry.isEmpty()) {
      return;
    }
    boolean toStream = request.path().equals(paths.stream());
    if (toStream && request.method().equals("GET")) {
      stream(request, entry.get(), reply);
    } else if (request.path().equals(paths.messages()) && request.method().equals("POST")) {
      post(request, entry.get(), reply);
    } else {
      String allowed = toStream ? "GET" : "POST";
      core.audit().turnedAway(entry.get().arrival(), Reason.MESSAGE_MALFORMED, "method");
      Answers.wrongMethod(reply, allowed);
    }
  }

  private void stream(HttpRequest request, Doorway.Entry.Open entry, HttpReply reply)
      throws InterruptedException {
    Optional<SseClients.Connected> opened = clients.open(entry.principal());
    if (opened.isEmpty()) {
      core.audit().turnedAway(entry.arrival(), Reason.CONCURRENCY_EXCEEDED, "sessions");
      Answers.tooMany(reply);
      return;
    }
    SseClients.Connected client = opened.get();
    EventLog.Reader reader = client.log().read();
    reply.onDisconnect(reader::leave);
    try (reader;
        Vigil.Watch _ = vigil.watch(request, entry, reader::leave);
        HttpStream stream = reply.stream(HttpStatus.OK, EventStream.FIELDS)) {
      try {
        String endpoint = paths.messages() + "?" + PARAMETER + client.id();
        stream.write(SseWriter.event("endpoint", endpoint));
        pump(reader, stream);
      } catch (IOException gone) {
        stream.breakOff();
      }
    } finally {
      clients.close(client);
    }
  }

  private void pump(EventLog.Reader reader, HttpStream stream)
      throws IOException, InterruptedException {
    while (true) {
      switch (reader.next(core.streams().keepAlive())) {
        case EventLog.Next.Message(EventLog.Event event) ->
            stream.write(SseWriter.message(event.line()));
        case EventLog.Next.Silence _ -> stream.write(SseWriter.keepAlive());
        case EventLog.Next.End _ -> {
          return;
        }
      }
    }
  }

  private void post(HttpRequest request, Doorway.Entry.Open entry, HttpReply reply)
      throws InterruptedException {
    String id =
        request.query().startsWith(PARAMETER) ? request.query().substring(PARAMETER.length()) : "";
    Optional<SseClients.Connected> client = clients.find(id, entry.principal());
    if (client.isEmpty()) {
      core.audit().turnedAway(entry.arrival(), Reason.STATE_INVALID, "session");
      Answers.empty(reply, HttpStatus.NOT_FOUND);
      return;
    }
    if (!McpEndpoint.isJson(request)) {
      core.audit().turnedAway(entry.arrival(), Reason.MESSAGE_MALFORMED, "content type");
      Answers.wrongType(reply);
      return;
    }
    try {
      Json body = JsonReader.read(request.body(), limits);
      Answers.empty(reply, HttpStatus.ACCEPTED);
      client.get().connection().take(body, entry, reply::hold);
    } catch (JsonRefused refused) {
      core.audit().turnedAway(entry.arrival(), Reason.MESSAGE_MALFORMED, refused.fault().text());
      Answers.unread(reply, HttpStatus.BAD_REQUEST, ErrorCode.PARSE_ERROR, "parse error");
    }
  }
}
