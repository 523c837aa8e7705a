package io.portreeve.lab.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.ToolText;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An application as many are written: what a tool returns goes to the model as it is, what the
 * model wants is done, and the conversation is a file that is believed.
 */
final class NaiveApplication implements Application {
  private static final int MOST_ROUNDS = 10;

  private final HttpClient http = HttpClient.newHttpClient();
  private final LabClient server;
  private final URI model;
  private final Path memory;

  NaiveApplication(LabClient server, URI model, Path memory) {
    this.server = server;
    this.model = model;
    this.memory = memory;
  }

  @Override
  public String hear(String said) throws LabFault {
    remember(message("user", said));
    JsonArray tools = tools();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      JsonObject reply = ask(remembered(), tools);
      remember(reply);
      List<JsonObject> uses = objects(reply, "tool_calls").toList();
      if (uses.isEmpty()) {
        return reply.string("content").orElse("");
      }
      for (JsonObject use : uses) {
        remember(used(use));
      }
    }
    return "";
  }

  private JsonObject used(JsonObject use) throws LabFault {
    JsonObject function = use.object("function").orElse(JsonObject.empty());
    String answer =
        server.call(
            LabClient.Role.STAFF,
            function.string("name").orElse(""),
            ToolText.json(function.string("arguments").orElse("{}")));
    return message("tool", text(answer)).with("tool_call_id", use.string("id").orElse(""));
  }

  private JsonArray tools() throws LabFault {
    JsonObject result = result(server.listTools(LabClient.Role.STAFF));
    return JsonArray.of(objects(result, "tools").map(NaiveApplication::offered).toList());
  }

  private static JsonObject offered(JsonObject tool) {
    JsonObject function =
        JsonObject.empty()
            .with("name", tool.string("name").orElse(""))
            .with("description", tool.string("description").orElse(""))
            .with("parameters", tool.object("inputSchema").orElse(JsonObject.empty()));
    return JsonObject.empty().with("type", "function").with("function", function);
  }

  private JsonObject ask(JsonArray messages, JsonArray tools) throws LabFault {
    JsonObject body =
        JsonObject.empty().with("model", "house").with("messages", messages).with("tools", tools);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(model + "/chat/completions"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toBytes()))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return objects(ToolText.json(response.body()), "choices")
          .flatMap(choice -> choice.object("message").stream())
          .findFirst()
          .orElseThrow(() -> new LabFault("the model says nothing"));
    } catch (IOException gone) {
      throw new LabFault("the model cannot be asked", gone);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new LabFault("interrupted", hurried);
    }
  }

  private void remember(JsonObject message) throws LabFault {
    try {
      Files.writeString(
          memory, message + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException full) {
      throw new LabFault("nothing can be remembered", full);
    }
  }

  private JsonArray remembered() throws LabFault {
    try {
      List<JsonObject> messages = new ArrayList<>();
      for (String line : Files.readAllLines(memory)) {
        messages.add(ToolText.json(line));
      }
      return JsonArray.of(messages);
    } catch (IOException unreadable) {
      throw new LabFault("nothing is remembered", unreadable);
    }
  }

  private static JsonObject message(String role, String content) {
    return JsonObject.empty().with("role", role).with("content", content);
  }

  /** What a model is shown of an answer, errors too. */
  private static String text(String answer) {
    return String.join(
        "\n",
        objects(result(answer), "content")
            .flatMap(block -> block.string("text").stream())
            .toList());
  }

  private static JsonObject result(String answer) {
    return ToolText.json(answer.substring(answer.indexOf(' ') + 1))
        .object("result")
        .orElse(JsonObject.empty());
  }

  private static Stream<JsonObject> objects(JsonObject of, String name) {
    return of.array(name).stream()
        .flatMap(JsonArray::stream)
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast);
  }

  @Override
  public void close() {
    http.close();
  }
}
