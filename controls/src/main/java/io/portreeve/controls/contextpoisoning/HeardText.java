package io.portreeve.controls.contextpoisoning;

import io.portreeve.mcp.CompleteResult;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.ListenResult;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.PromptList;
import io.portreeve.mcp.PromptResult;
import io.portreeve.mcp.ResourceList;
import io.portreeve.mcp.ResourceResult;
import io.portreeve.mcp.ResourceTemplateList;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolList;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonLeaves;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the messages of servers say, as far as a value may come from it. */
final class HeardText {
  private HeardText() {}

  /** Whether it only says what there is to ask for. */
  static boolean defines(ServerMessage said) {
    return switch (said) {
      case DiscoverResult _, ToolList _, PromptList _, ResourceTemplateList _ -> true;
      case ToolResult _,
          ResourceResult _,
          PromptResult _,
          CompleteResult _,
          ResourceList _,
          ListenResult _,
          InputRequired _,
          Failure _,
          Notification _ ->
          false;
    };
  }

  /** What is heard and is no source of any value. */
  static Heard beside(ServerMessage said) {
    return new Heard("", JsonNull.NULL, words(said));
  }

  private static String words(ServerMessage said) {
    JsonObject all =
        switch (said) {
          case Result result -> result.json();
          case Failure failure -> failure.error().toJson();
          case Notification notification -> notification.params();
        };
    List<String> texts = new ArrayList<>();
    JsonLeaves.forEachString(all, (_, text) -> texts.add(text));
    return String.join("\n", texts);
  }

  static Heard of(ServerMessage said) {
    return switch (said) {
      case ToolResult result -> of(result);
      case ResourceResult result -> of(result);
      case PromptResult _,
          CompleteResult _,
          ListResult _,
          DiscoverResult _,
          ListenResult _,
          InputRequired _,
          Failure _,
          Notification _ ->
          beside(said);
    };
  }

  /** An error says what went wrong, and often with what it was given. */
  private static Heard of(ToolResult result) {
    if (result.isError()) {
      return beside(result);
    }
    Stream<JsonObject> blocks = result.content().stream();
    Stream<String> fields =
        result.structuredContent().stream()
            .flatMap(all -> Scalar.of("", all).stream())
            .map(Scalar::text);
    return new Heard(
        Stream.concat(texts(blocks), fields).collect(Collectors.joining("\n")),
        result.structuredContent().orElse(JsonNull.NULL));
  }

  private static Heard of(ResourceResult result) {
    return new Heard(
        texts(result.contents().stream()).collect(Collectors.joining("\n")), JsonNull.NULL);
  }

  private static Stream<String> texts(Stream<JsonObject> blocks) {
    return blocks.flatMap(block ->
        Stream.of(
                block.string("text"),
                block.object("resource").flatMap(resource -> resource.string("text")))
            .flatMap(text -> text.stream()));
  }
}
