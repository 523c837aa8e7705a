package io.portreeve.lab.scene;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A naive client of revision 2026-07-28: it believes whatever it is answered. */
public final class LabClient {
  private static final String META =
      "{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

  private static final String CONVERSATION = "io.portreeve/conversation";
  private static final Pattern TOLD =
      Pattern.compile("\"io\\.portreeve/conversation\":\\{\"handle\":\"([^\"]*)\"");

  private final HttpClient http;
  private final URI endpoint;
  private final Map<Role, String> keys;
  private final JsonObject mark;

  /** Who speaks. */
  public enum Role {
    STAFF,
    GUEST,
    /** Without a credential. */
    NOBODY
  }

  public LabClient(HttpClient http, URI endpoint, Map<Role, String> keys) {
    this(http, endpoint, keys, JsonObject.empty());
  }

  private LabClient(HttpClient http, URI endpoint, Map<Role, String> keys, JsonObject mark) {
    this.mark = mark;
    this.http = http;
    this.endpoint = endpoint;
    this.keys = Map.copyOf(keys);
  }

  /** Where it speaks to. */
  public URI endpoint() {
    return endpoint;
  }

  /** With which credential somebody comes; empty: there is no gateway that asks for one. */
  public Optional<String> key(Role role) {
    return Optional.ofNullable(keys.get(role));
  }

  /** The same client for everybody who has this token, in the header or in the address. */
  public LabClient with(String token, boolean inQuery) {
    return inQuery
        ? new LabClient(http, URI.create(endpoint + "?access_token=" + token), keys)
        : new LabClient(http, endpoint, Map.of(Role.NOBODY, token));
  }

  /**
   * The same client in a conversation that begins with what its user says; a server that knows
   * nothing of conversations gives it no handle.
   */
  public LabClient beginning(Role role, String said) throws LabFault {
    JsonObject begins = JsonObject.empty().with("begin", true).with("said", said);
    String answer = in(begins).send(role, "tools/list", "", JsonObject.empty());
    Matcher told = TOLD.matcher(answer);
    return told.find() ? in(JsonObject.empty().with("handle", told.group(1))) : this;
  }

  private LabClient in(JsonObject conversation) {
    return new LabClient(http, endpoint, keys, JsonObject.of(CONVERSATION, conversation));
  }

  /** What {@code tools/list} answers, as text. */
  public String listTools(Role role) throws LabFault {
    return send(role, "tools/list", "", JsonObject.empty());
  }

  /** What {@code server/discover} answers, as text. */
  public String discover(Role role) throws LabFault {
    return send(role, "server/discover", "", JsonObject.empty());
  }

  /** What a call answers, as text. */
  public String call(Role role, String tool, JsonObject arguments) throws LabFault {
    JsonObject params = JsonObject.empty().with("name", tool).with("arguments", arguments);
    return send(role, "tools/call", tool, params);
  }

  private String send(Role role, String method, String name, JsonObject params) throws LabFault {
    try {
      JsonObject meta =
          JsonObject.builder()
              .putAll((JsonObject) JsonReader.read(META.getBytes(UTF_8), JsonLimits.defaults()))
              .putAll(mark)
              .build();
      JsonObject body =
          new RpcRequest(RequestId.of(1), method, params.with("_meta", meta)).toJson();
      HttpRequest.Builder request =
          HttpRequest.newBuilder(endpoint)
              .timeout(Duration.ofSeconds(20))
              .header("content-type", "application/json")
              .header("accept", "application/json, text/event-stream")
              .header("mcp-protocol-version", "2026-07-28")
              .header("mcp-method", method)
              .POST(HttpRequest.BodyPublishers.ofByteArray(body.toBytes()));
      if (!name.isEmpty()) {
        request.header("mcp-name", name);
      }
      String key = keys.get(role);
      if (key != null) {
        request.header("authorization", "Bearer " + key);
      }
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return response.statusCode() + " " + response.body();
    } catch (IOException | JsonRefused fault) {
      throw new LabFault("the client could not ask", fault);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new LabFault("interrupted", hurried);
    }
  }
}
