package io.portreeve.gateway.journey;

import io.portreeve.controls.indirectpromptinjection.SpotlightRule;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.Invocation;
import io.portreeve.mcp.ListPrompts;
import io.portreeve.mcp.ListResourceTemplates;
import io.portreeve.mcp.ListResources;
import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.ListTools;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes one answer of several. A server that failed is left out; only when all failed is the answer
 * a failure.
 */
final class Merge {
  private static final Failure NOBODY =
      new Failure(new McpError(ErrorCode.INTERNAL_ERROR, "no server answered"));

  private static final Pattern LINE_END = Pattern.compile("\\R");

  private final Map<ServerId, Result> results = new LinkedHashMap<>();
  private final PageCursors cursors;
  private final List<Failure> failures = new ArrayList<>();

  Merge(List<ServerId> order, Map<ServerId, ServerMessage> answers, PageCursors cursors) {
    this.cursors = cursors;
    for (ServerId server : order) {
      switch (answers.get(server)) {
        case Result result -> results.put(server, result);
        case Failure failure -> failures.add(failure);
        case Notification _ -> throw new IllegalStateException("not a final answer");
        case null -> {}
      }
    }
  }

  ServerMessage answer(Request asked) {
    if (results.isEmpty()) {
      return failures.isEmpty() ? NOBODY : failures.getFirst();
    }
    return switch (asked) {
      case Discover _ -> offer();
      case ListTools _ -> page("tools");
      case ListPrompts _ -> page("prompts");
      case ListResources _ -> page("resources");
      case ListResourceTemplates _ -> page("resourceTemplates");
      case Listen _, Invocation _ -> results.values().iterator().next();
    };
  }

  private Result page(String entries) {
    Map<ServerId, ListResult> pages = new LinkedHashMap<>();
    results.forEach((server, result) -> pages.put(server, (ListResult) result));
    List<Json> all =
        pages.values().stream()
            .flatMap(page -> page.json().array(entries).orElseThrow().stream())
            .toList();
    JsonObjectBuilder json =
        JsonObject.builder()
            .put(Result.RESULT_TYPE, Result.COMPLETE)
            .put(entries, JsonArray.of(all))
            .put("ttlMs", shortestLife(pages.values()))
            .put("cacheScope", "private");
    cursors.write(pages).ifPresent(cursor -> json.put("nextCursor", cursor));
    return pages.values().iterator().next().withJson(json.build());
  }

  private static long shortestLife(Collection<ListResult> pages) {
    return pages.stream()
        .mapToLong(page -> page.json().integer("ttlMs").orElse(0L))
        .min()
        .orElse(0);
  }

  private Result offer() {
    JsonObject capabilities = JsonObject.empty();
    StringBuilder instructions = new StringBuilder();
    for (Map.Entry<ServerId, Result> entry : results.entrySet()) {
      DiscoverResult theirs = (DiscoverResult) entry.getValue();
      capabilities = Capabilities.union(capabilities, theirs.capabilities());
      theirs
          .instructions()
          .ifPresent(text -> instructions.append(introduced(entry.getKey(), text)));
    }
    JsonObjectBuilder json =
        JsonObject.builder()
            .put(Result.RESULT_TYPE, Result.COMPLETE)
            .put("supportedVersions", JsonArray.empty())
            .put("capabilities", capabilities);
    if (!instructions.isEmpty()) {
      json.put("instructions", instructions.toString());
    }
    return OwnOffer.of(new DiscoverResult(json.build()));
  }

  /**
   * Every line is quoted, so that no server can write the heading of another; but for the rule that
   * its own text is data, which is ours.
   */
  private static String introduced(ServerId server, String text) {
    return SpotlightRule.at(text)
        .map(rule -> "Of server \"" + server + "\": " + rule + "\n\n" + rest(server, rule, text))
        .orElseGet(() -> quoted(server, text));
  }

  private static String rest(ServerId server, String rule, String text) {
    String theirs = text.substring(rule.length()).stripLeading();
    return theirs.isEmpty() ? "" : quoted(server, theirs);
  }

  private static String quoted(ServerId server, String text) {
    String quoted = LINE_END.splitAsStream(text).collect(Collectors.joining("\n> ", "> ", "\n\n"));
    return "Server \"" + server + "\" says of its own tools:\n" + quoted;
  }
}
