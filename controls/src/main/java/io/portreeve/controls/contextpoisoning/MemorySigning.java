package io.portreeve.controls.contextpoisoning;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;
import static io.portreeve.guard.Verdict.rewrite;

import io.portreeve.guard.Change;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.ResponseControl;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.CompleteResult;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.Invocation;
import io.portreeve.mcp.ListChanged;
import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.ListenResult;
import io.portreeve.mcp.LogMessage;
import io.portreeve.mcp.Progress;
import io.portreeve.mcp.PromptResult;
import io.portreeve.mcp.ResourceResult;
import io.portreeve.mcp.ResourceUpdated;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.SubscriptionAcknowledged;
import io.portreeve.mcp.ToolResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * HMAC signing (5a): of what a memory remembers, only what was written through us goes on.
 *
 * <p>An entry is signed when the server says that it was written, and the call had said it, word
 * for word; whoever deletes it through us takes that back. So what was planted, altered, moved to
 * another name, or brought back after it was deleted is cut out of every answer, and how much of
 * what was signed is gone is told when all is read. An answer that cannot be read is withheld. The
 * order of entries proves nothing, and neither does a server that lies about what it wrote.
 */
public final class MemorySigning implements ResponseControl {
  private final SignedEntries entries;

  public MemorySigning(SignedEntries entries) {
    this.entries = entries;
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.MEMORY_SIGNING;
  }

  @Override
  public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
    if (!entries.isMemory(exchange.server())) {
      return pass(Reason.NOT_CONCERNED);
    }
    return switch (message) {
      case ToolResult result when exchange.asked() instanceof CallTool call ->
          GraphTool.of(call.tool())
              .map(tool -> called(exchange, tool, call, result))
              .orElseGet(() -> unreadable("nothing is known of the tool"));
      case ResourceResult result -> shown(exchange, GraphAnswer.of(result), result, true);
      case Failure _ when exchange.asked() instanceof Invocation asked -> failed(exchange, asked);
      case ToolResult _, PromptResult _, CompleteResult _, InputRequired _ ->
          unreadable("nothing that a memory says");
      case Progress _, LogMessage _ -> unreadable("a remark");
      case Failure _,
          ListResult _,
          DiscoverResult _,
          ListenResult _,
          ListChanged _,
          ResourceUpdated _,
          SubscriptionAcknowledged _ ->
          pass(Reason.NOT_CONCERNED);
    };
  }

  private static Verdict<ServerMessage> unreadable(String what) {
    return deny(Reason.MEMORY_UNREADABLE, what);
  }

  private Verdict<ServerMessage> called(
      Exchange exchange, GraphTool tool, CallTool call, ToolResult result) {
    boolean says = tool.saysNothing(call, result);
    if (result.isError() && tool.effect() != GraphTool.Effect.DELETES) {
      return says ? pass(Reason.MEMORY_VERIFIED) : unreadable("an error");
    }
    return switch (tool.effect()) {
      case READS -> shown(exchange, GraphAnswer.of(tool, result), result, tool.showsAll());
      case WRITES -> written(exchange, tool, call, result);
      case DELETES -> deleted(exchange, tool, call, says);
    };
  }

  private Verdict<ServerMessage> written(
      Exchange exchange, GraphTool tool, CallTool call, ToolResult result) {
    GraphAnswer answer = GraphAnswer.of(tool, result);
    Optional<Set<MemoryEntry>> said = answer.entries();
    if (said.isEmpty()) {
      return deny(Reason.MEMORY_UNSIGNED, "the answer does not say what was written");
    }
    Set<MemoryEntry> written = new HashSet<>(tool.named(call));
    written.retainAll(said.get());
    try {
      entries.sign(exchange, written);
    } catch (RuntimeException down) {
      return deny(Reason.MEMORY_UNSIGNED, "the store cannot keep it");
    }
    return shown(exchange, answer, result, false);
  }

  /** A server that fails to read its file quotes it; and what failed may have been deleted. */
  private Verdict<ServerMessage> failed(Exchange exchange, Invocation asked) {
    if (asked instanceof CallTool call) {
      Optional<GraphTool> tool = GraphTool.of(call.tool());
      if (tool.isPresent() && tool.get().effect() == GraphTool.Effect.DELETES) {
        return deleted(exchange, tool.get(), call, false);
      }
    }
    return unreadable("an error");
  }

  private Verdict<ServerMessage> deleted(
      Exchange exchange, GraphTool tool, CallTool call, boolean says) {
    try {
      entries.forget(exchange, tool.named(call), tool.deleted(call));
    } catch (RuntimeException down) {
      return deny(Reason.MEMORY_UNSIGNED, "the store cannot take it back");
    }
    return says
        ? pass(Reason.MEMORY_SIGNED)
        : deny(Reason.MEMORY_UNSIGNED, "the answer does not say what was deleted");
  }

  private Verdict<ServerMessage> shown(
      Exchange exchange, GraphAnswer answer, Result received, boolean all) {
    Optional<Set<MemoryEntry>> found = answer.entries();
    if (found.isEmpty()) {
      return unreadable("it is not of the form of a graph");
    }
    if (!entries.isWhole(exchange.server())) {
      return unreadable("its signatures were changed past us");
    }
    Set<MemoryEntry> genuine = entries.genuine(exchange, found.get());
    long missing = all ? entries.missing(exchange, genuine) : 0;
    Result clean = answer.sifted(genuine::contains).orElseThrow();
    if (!clean.equals(received)) {
      Set<MemoryEntry> known = new HashSet<>(entries.discarded(exchange, found.get()));
      known.addAll(genuine);
      return answer.sifted(known::contains).orElseThrow().equals(received)
          ? discarded(clean, known.size() - genuine.size(), missing)
          : quarantined(clean, found.get().size() - known.size(), missing);
    }
    return missing == 0
        ? pass(Reason.MEMORY_VERIFIED)
        : pass(Reason.MEMORY_INCOMPLETE, missing + " of what was signed is gone");
  }

  /** No alarm by itself: an operator has seen what is cut. */
  private static Verdict<ServerMessage> discarded(Result clean, int cut, long missing) {
    return rewrite(
        clean,
        missing == 0 ? Reason.MEMORY_DISCARDED : Reason.MEMORY_INCOMPLETE,
        changes(new Change("", "entries that an operator discarded were cut", cut), missing));
  }

  private static Verdict<ServerMessage> quarantined(Result clean, int cut, long missing) {
    Change unwritten =
        new Change("", "entries that nobody wrote through us were cut", Math.max(1, cut));
    return rewrite(clean, Reason.MEMORY_QUARANTINED, changes(unwritten, missing));
  }

  private static List<Change> changes(Change cut, long missing) {
    List<Change> changes = new ArrayList<>(List.of(cut));
    if (missing > 0) {
      changes.add(new Change("", "entries that were signed are gone", Math.toIntExact(missing)));
    }
    return changes;
  }
}
