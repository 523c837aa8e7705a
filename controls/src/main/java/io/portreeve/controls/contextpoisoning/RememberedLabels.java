package io.portreeve.controls.contextpoisoning;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.Label;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.CompleteResult;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.ListChanged;
import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.ListenResult;
import io.portreeve.mcp.LogMessage;
import io.portreeve.mcp.Progress;
import io.portreeve.mcp.PromptResult;
import io.portreeve.mcp.ResourceResult;
import io.portreeve.mcp.ResourceUpdated;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.SubscriptionAcknowledged;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.ToolResult;
import java.util.Optional;
import java.util.Set;

/**
 * Labels that outlive a conversation: what was written into a memory where untrusted data had been
 * heard is untrusted wherever it is read, however much the operator trusts that memory.
 */
public record RememberedLabels(InformationFlow.Labels labels, SignedEntries entries)
    implements InformationFlow.Labels {
  @Override
  public Optional<Sink> sink(Exchange exchange, ToolName tool) {
    return labels.sink(exchange, tool);
  }

  @Override
  public Label of(Exchange exchange, ServerMessage said) {
    Label label = labels.of(exchange, said);
    boolean tainted =
        entries.isMemory(exchange.server())
            && entries.tainted(exchange, shown(exchange, said).orElse(Set.of()));
    return tainted ? label.join(Label.untrusted(exchange.server().value())) : label;
  }

  private static Optional<Set<MemoryEntry>> shown(Exchange exchange, ServerMessage said) {
    return switch (said) {
      case ToolResult result when exchange.asked() instanceof CallTool call ->
          GraphTool.of(call.tool()).flatMap(tool -> GraphAnswer.of(tool, result).entries());
      case ResourceResult result -> GraphAnswer.of(result).entries();
      case ToolResult _,
          PromptResult _,
          CompleteResult _,
          InputRequired _,
          ListResult _,
          DiscoverResult _,
          ListenResult _,
          Failure _,
          Progress _,
          LogMessage _,
          ListChanged _,
          ResourceUpdated _,
          SubscriptionAcknowledged _ ->
          Optional.empty();
    };
  }
}
