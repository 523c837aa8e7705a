package io.portreeve.controls;

import io.portreeve.guard.Change;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.PromptList;
import io.portreeve.mcp.ResourceList;
import io.portreeve.mcp.ResourceTemplateList;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.SubscriptionFilter;
import io.portreeve.mcp.ToolList;
import io.portreeve.mcp.json.JsonArray;
import java.util.List;
import java.util.function.Predicate;

/** Cuts the lists of a server by one rule for tools, prompts, resources and templates alike. */
public final class Lists {
  private Lists() {}

  /** The page without the entries that may not be seen; the same page when all may. */
  public static ListResult keepIf(ServerId server, ListResult page, Predicate<Subject> keep) {
    return switch (page) {
      case ToolList tools ->
          tools.keepIf(tool -> keep.test(new Subject.OfTool(server, tool.name())));
      case PromptList prompts ->
          prompts.keepIf(prompt -> keep.test(new Subject.OfPrompt(server, prompt.name())));
      case ResourceList resources ->
          resources.keepIf(one -> keep.test(new Subject.OfResource(server, one.uri())));
      case ResourceTemplateList templates ->
          templates.keepIf(one -> keep.test(new Subject.OfResource(server, one.uriTemplate())));
    };
  }

  /** A verdict on a page of which some entries may not be seen. */
  public static Verdict<ServerMessage> cut(
      ListResult page, ListResult kept, Reason whole, Reason cut) {
    int hidden = size(page) - size(kept);
    return hidden == 0
        ? Verdict.pass(whole)
        : Verdict.rewrite(kept, cut, List.of(new Change("/" + member(page), "hidden", hidden)));
  }

  /** A verdict on a wish to listen, of which some resources may not be seen. */
  public static Verdict<ClientMessage> cut(
      ServerId server, Listen listen, Predicate<Subject.OfResource> keep, Reason whole) {
    SubscriptionFilter wanted = listen.filter();
    SubscriptionFilter kept =
        wanted.keepResources(uri -> keep.test(new Subject.OfResource(server, uri)));
    int hidden = wanted.resources().size() - kept.resources().size();
    return hidden == 0
        ? Verdict.pass(whole)
        : Verdict.rewrite(
            listen.withFilter(kept),
            Reason.ENTRIES_HIDDEN,
            List.of(new Change("/notifications/resourceSubscriptions", "hidden", hidden)));
  }

  private static int size(ListResult page) {
    return page.json().array(member(page)).map(JsonArray::size).orElse(0);
  }

  private static String member(ListResult page) {
    return switch (page) {
      case ToolList _ -> "tools";
      case PromptList _ -> "prompts";
      case ResourceList _ -> "resources";
      case ResourceTemplateList _ -> "resourceTemplates";
    };
  }
}
