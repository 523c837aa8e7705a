package io.portreeve.testkit.attack;

import io.portreeve.mcp.Tool;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Attacks every tool of an MCP server of one's own, by its arguments, and says what worked.
 *
 * <pre>{@code
 * Attacks.on(URI.create("http://127.0.0.1:8080/mcp"))
 *     .honestly("read", "{\"path\":\"a.txt\"}")
 *     .run()
 *     .assertWithstood();
 * }</pre>
 *
 * <p>Every tool is really called, some dozens of times for each text it takes: only for servers
 * with data of tests. What is tried is the same each time, in the same order. An attack that did
 * not work proves nothing but that; a server that withstands all may fall to the next.
 */
public final class Attacks {
  private final URI server;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, JsonObject> honest = new LinkedHashMap<>();

  private Attacks(URI server) {
    this.server = server;
  }

  /** On the server at this address: Streamable HTTP, revision 2025-11-25. */
  public static Attacks on(URI server) {
    return new Attacks(server);
  }

  /** Sends a header with every request, such as {@code Authorization}. */
  public Attacks header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /**
   * Says with which arguments a tool does what it is for; each attack changes one of them. A tool
   * without has those that its schema requires, each as plain as it may be.
   *
   * @param arguments a JSON object
   * @throws IllegalArgumentException if it is none
   */
  public Attacks honestly(String tool, String arguments) {
    honest.put(tool, object(arguments));
    return this;
  }

  /**
   * Attacks.
   *
   * @throws IOException if the server cannot be reached, or does not speak MCP
   */
  public Report run() throws IOException, InterruptedException {
    List<Success> successes = new ArrayList<>();
    List<String> untried = new ArrayList<>();
    int tried = 0;
    Session session = Session.open(server, headers);
    for (Tool tool : session.tools()) {
      Trials trials = new Trials(tool, arguments(tool));
      if (!answersHonestly(session, trials, untried)) {
        continue;
      }
      for (Trial trial : trials.all().toList()) {
        tried++;
        Answer answer = session.call(tool.name().value(), trial.arguments());
        if (trial.works().test(answer)) {
          successes.add(
              new Success(trial.attack(), tool.name().value(), trial.arguments(), answer.text()));
        }
      }
      // A server that came to refuse everything withstood nothing.
      var _ = answersHonestly(session, trials, untried);
    }
    return new Report(tried, successes, untried);
  }

  private JsonObject arguments(Tool tool) {
    JsonObject own = honest.get(tool.name().value());
    return own == null ? Sample.of(tool.inputSchema()) : own;
  }

  private static boolean answersHonestly(Session session, Trials trials, List<String> untried)
      throws InterruptedException {
    String tool = trials.tool().name().value();
    Answer answer = session.call(tool, trials.honest());
    if (answer.refused()) {
      untried.add(
          "%s refuses the honest call %s: %s"
              .formatted(
                  Legible.of(tool),
                  Legible.of(trials.honest().toString()),
                  Legible.of(answer.text())));
    }
    return !answer.refused();
  }

  private static JsonObject object(String text) {
    try {
      Json json = JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.defaults());
      if (json instanceof JsonObject object) {
        return object;
      }
    } catch (JsonRefused refused) {
      throw new IllegalArgumentException("not JSON: " + text, refused);
    }
    throw new IllegalArgumentException("not a JSON object: " + text);
  }
}
