package io.portreeve.gateway.journey;

import io.portreeve.mcp.CompleteResult;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.ListChanged;
import io.portreeve.mcp.ListenResult;
import io.portreeve.mcp.LogMessage;
import io.portreeve.mcp.Progress;
import io.portreeve.mcp.PromptList;
import io.portreeve.mcp.PromptName;
import io.portreeve.mcp.PromptResult;
import io.portreeve.mcp.ResourceList;
import io.portreeve.mcp.ResourceResult;
import io.portreeve.mcp.ResourceTemplateList;
import io.portreeve.mcp.ResourceUpdated;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.SubscriptionAcknowledged;
import io.portreeve.mcp.ToolList;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import java.util.function.UnaryOperator;

/** Puts a server's id before every name and URI of its that a client could send back. */
final class Prefixing {
  private final ServerId server;

  Prefixing(ServerId server) {
    this.server = server;
  }

  ServerMessage outward(ServerMessage message) {
    return switch (message) {
      case ToolList page ->
          page.map(tool -> tool.withName(new ToolName(name(tool.name().value()))));
      case PromptList page ->
          page.map(prompt -> prompt.withName(new PromptName(name(prompt.name().value()))));
      case ResourceList page -> page.map(resource -> resource.withUri(uri(resource.uri())));
      case ResourceTemplateList page ->
          page.map(template -> template.withUriTemplate(uri(template.uriTemplate())));
      case ToolResult result -> result.withJson(entries(result.json(), "content", this::block));
      case PromptResult result -> result.withJson(entries(result.json(), "messages", this::said));
      case ResourceResult result ->
          PrivatePages.of(result.withJson(entries(result.json(), "contents", this::located)));
      case ResourceUpdated updated -> updated.withParams(located(updated.params()));
      case SubscriptionAcknowledged ack -> ack.withFilter(ack.filter().mapResources(this::uri));
      case DiscoverResult _, CompleteResult _, ListenResult _, InputRequired _ -> message;
      case Failure _, Progress _, LogMessage _, ListChanged _ -> message;
    };
  }

  private String name(String theirs) {
    return ServerNames.prefixed(server, theirs);
  }

  private ResourceUri uri(ResourceUri theirs) {
    return ServerNames.prefixed(server, theirs);
  }

  private static JsonObject entries(
      JsonObject json, String list, UnaryOperator<JsonObject> change) {
    UnaryOperator<Json> each =
        entry -> entry instanceof JsonObject object ? change.apply(object) : entry;
    return json.array(list).map(entries -> json.with(list, entries.map(each))).orElse(json);
  }

  private JsonObject said(JsonObject message) {
    return message
        .object("content")
        .map(content -> message.with("content", block(content)))
        .orElse(message);
  }

  private JsonObject block(JsonObject content) {
    if (content.string("type").filter("resource_link"::equals).isPresent()) {
      return located(content);
    }
    return content
        .object("resource")
        .map(resource -> content.with("resource", located(resource)))
        .orElse(content);
  }

  private JsonObject located(JsonObject json) {
    return json.string("uri")
        .map(theirs -> json.with("uri", uri(new ResourceUri(theirs)).value()))
        .orElse(json);
  }
}
