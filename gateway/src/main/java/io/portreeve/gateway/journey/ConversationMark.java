package io.portreeve.gateway.journey;

import io.portreeve.controls.contextpoisoning.HostMark;
import io.portreeve.guard.Label;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a host says in the {@code _meta} of a request about the conversation that it belongs to. It
 * is between the host and us: no server sees it, and none can say it.
 *
 * @param handle of a conversation that it began earlier
 * @param begins whether it begins one
 * @param read whether, in one that begins, something was read before that we know nothing of
 * @param said what the user wrote since the host last told us; empty: nothing
 * @param plan the tools that this needs, as lists name them; none where it tells of no plan
 */
public record ConversationMark(
    Optional<String> handle, boolean begins, boolean read, String said, List<String> plan) {
  private static final String HANDLE = "handle";
  private static final ConversationMark NONE = parsed(JsonObject.empty());

  public ConversationMark {
    plan = List.copyOf(plan);
  }

  /** What a request says; of what is malformed, nothing. */
  public static ConversationMark of(ClientMessage message) {
    return message
        .params()
        .object(MetaKeys.META)
        .flatMap(meta -> meta.object(HostMark.KEY))
        .map(ConversationMark::parsed)
        .orElse(NONE);
  }

  private static ConversationMark parsed(JsonObject mark) {
    return new ConversationMark(
        mark.string(HANDLE),
        mark.bool("begin").orElse(false),
        mark.bool("read").orElse(false),
        mark.string("said").orElse(""),
        mark.array("plan").map(ConversationMark::texts).orElse(List.of()));
  }

  private static List<String> texts(JsonArray names) {
    return names.stream()
        .filter(JsonString.class::isInstance)
        .map(name -> ((JsonString) name).value())
        .toList();
  }

  /** The request, belonging to a conversation. */
  static Request with(String handle, Request request) {
    JsonObject meta = request.params().object(MetaKeys.META).orElse(JsonObject.empty());
    JsonObject mark = JsonObject.empty().with(HANDLE, handle);
    return request.withParams(request.params().with(MetaKeys.META, meta.with(HostMark.KEY, mark)));
  }

  /** The request as servers get it. */
  public static Request without(Request request) {
    return HostMark.cut(request.params()).map(request::withParams).orElse(request);
  }

  /** What a server says, without a mark of its own. */
  static ServerMessage without(ServerMessage message) {
    return switch (message) {
      case Result result ->
          HostMark.cut(result.json()).<ServerMessage>map(result::withJson).orElse(message);
      case Failure _, Notification _ -> message;
    };
  }

  /** The result that tells the host of the conversation; nothing else can. */
  static ServerMessage telling(JsonObject told, ServerMessage message) {
    if (!(message instanceof Result result) || told.size() == 0) {
      return message;
    }
    JsonObject meta = result.json().object(MetaKeys.META).orElse(JsonObject.empty());
    return result.withJson(result.json().with(MetaKeys.META, meta.with(HostMark.KEY, told)));
  }

  /** What the host is told of a conversation that begins. */
  static JsonObject begun(String handle, boolean planned) {
    JsonObject told = JsonObject.empty().with(HANDLE, handle);
    return planned ? told.with("planned", true) : told;
  }

  /** What the host is told was heard by now. */
  static JsonObject heard(Label label) {
    JsonObject heard =
        JsonObject.empty()
            .with("integrity", label.integrity().name().toLowerCase(Locale.ROOT))
            .with("confidentiality", label.confidentiality().name().toLowerCase(Locale.ROOT))
            .with("origins", JsonArray.ofStrings(label.origins().stream().sorted().toList()));
    return JsonObject.of("heard", heard);
  }
}
