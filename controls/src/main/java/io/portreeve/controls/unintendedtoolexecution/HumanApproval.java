package io.portreeve.controls.unintendedtoolexecution;

import static io.portreeve.guard.Verdict.ask;
import static io.portreeve.guard.Verdict.pass;

import io.portreeve.guard.Approvals;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.RequestControl;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.GetPrompt;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.ReadResource;

/**
 * Human in the loop (3a): a tool for which the operator demands it is called only when a person
 * said yes to this very call.
 *
 * <p>It says that a person has to be asked, for every such call anew; who is asked, and what an
 * answer is good for, is not its affair. Nothing in the message counts as an answer, whatever the
 * model calls it ({@code confirm}, {@code approved}), and no annotation of a server takes the
 * question away. Prompts and resources are not asked about: what they do is to be read.
 */
public final class HumanApproval implements RequestControl {
  private final Approvals approvals;

  public HumanApproval(Approvals approvals) {
    this.approvals = approvals;
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.HUMAN_APPROVAL;
  }

  @Override
  public Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message) {
    return switch (message) {
      case CallTool call ->
          approvals
              .required(exchange.server(), call.tool())
              .<Verdict<ClientMessage>>map(approver ->
                  ask("call `" + call.tool().value() + "`?", Reason.APPROVAL_REQUIRED, approver))
              .orElseGet(() -> pass(Reason.APPROVAL_NOT_REQUIRED));
      case GetPrompt _, ReadResource _, Complete _, Listen _, Discover _, Listing _, Cancelled _ ->
          pass(Reason.NOT_CONCERNED);
    };
  }
}
