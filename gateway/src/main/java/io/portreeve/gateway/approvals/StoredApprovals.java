package io.portreeve.gateway.approvals;

import io.portreeve.gateway.config.ApprovalSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.journey.ApprovalDesk;
import io.portreeve.gateway.journey.Continued;
import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.ApprovalCall;
import io.portreeve.gateway.store.Approvals;
import io.portreeve.gateway.store.Digest;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Approver;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.json.CanonicalJson;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonRefused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The desk whose questions lie in the store, where people answer them by command. */
public final class StoredApprovals implements ApprovalDesk {
  /** More than that no client shows in a question. */
  private static final int LONGEST_QUESTION = 4 * 1024;

  /** More than that nobody reads before he says yes. */
  private static final int LONGEST_CALL = 32 * 1024;

  private final Approvals approvals;
  private final InstantSource clock;
  private final ApprovalSettings settings;
  private final Digest policy;

  /** Questions of this configuration; those of one with other rules count for nothing in it. */
  public StoredApprovals(Approvals approvals, Configuration configuration, InstantSource clock) {
    this.approvals = approvals;
    this.clock = clock;
    this.settings = configuration.approvals();
    this.policy = PolicyVersion.of(configuration);
  }

  @Override
  public Ruling claim(Exchange exchange, CallTool call, Approver approver) {
    String text;
    try {
      text = text(call.params());
    } catch (JsonRefused refused) {
      return new Ruling.Impossible("the call has no canonical form: " + refused.getMessage());
    }
    if (text.length() > LONGEST_CALL) {
      return new Ruling.Impossible("the call is longer than anybody would read");
    }
    return approvals
        .claim(
            asked(exchange, call, text, approver),
            exchange.id().value(),
            clock.instant(),
            settings.patience())
        .map(approval -> ruling(exchange, approval))
        .orElseGet(() -> new Ruling.Impossible("too many calls of the principal wait already"));
  }

  private Ruling ruling(Exchange exchange, Approval approval) {
    return switch (approval.state()) {
      case USED -> new Ruling.Granted(approval.id());
      case PENDING -> new Ruling.Waiting(approval.id(), question(exchange, approval.call()));
      case DENIED -> new Ruling.Denied(approval.id());
      case APPROVED, EXPIRED -> throw new IllegalStateException("a claim leaves no such state");
    };
  }

  /** Nobody is asked in his client about a call that it could not show him as a whole. */
  private Optional<String> question(Exchange exchange, ApprovalCall call) {
    String shown = VisibleText.json(call.call());
    return call.approver() == Approver.USER && shown.length() <= LONGEST_QUESTION
        ? Optional.of("May this be sent to the server `" + exchange.server() + "`?\n" + shown)
        : Optional.empty();
  }

  /**
   * Whether the user was asked about this very call. The state of a retry is sealed with its
   * question; nobody has to rely on that.
   */
  private boolean isOf(Exchange exchange, CallTool call, Approval asked) {
    try {
      return asked(exchange, call, text(call.params()), Approver.USER).equals(asked.call());
    } catch (JsonRefused refused) {
      return false;
    }
  }

  @Override
  public void hear(
      Exchange exchange, CallTool call, Approver approver, String approval, boolean yes) {
    if (approver != Approver.USER) {
      return;
    }
    Instant now = clock.instant();
    Instant until = now.plus(settings.useWithin());
    var word = new Approvals.Word(yes, exchange.principal().id() + ", in the client", "");
    var _ =
        approvals
            .find(approval)
            .filter(one -> isOf(exchange, call, one))
            .flatMap(one -> approvals.decide(one.id(), word, now, until));
  }

  /** What was answered to the server's questions came after the yes; nothing else may come. */
  @Override
  public boolean resume(
      Exchange exchange, CallTool call, Approver approver, Continued.Approved approval) {
    JsonObject params =
        approval.answers() ? call.params().without(Answerable.INPUT_RESPONSES) : call.params();
    try {
      return approvals.resume(
          asked(exchange, call, text(params), approver), approval.approval(), approval.use());
    } catch (JsonRefused refused) {
      return false;
    }
  }

  private ApprovalCall asked(Exchange exchange, CallTool call, String text, Approver approver) {
    Delegation through = exchange.principal().delegation();
    return new ApprovalCall(
        exchange.principal().id(),
        through.client().map(Client::id).orElse(""),
        through.actors().stream().map(Actor::id).toList(),
        exchange.endpoint().value(),
        exchange.server().value(),
        call.tool().value(),
        text,
        policy.hex(),
        approver);
  }

  /** All that reaches the server and is not about the way there; absent arguments are none. */
  private static String text(JsonObject params) throws JsonRefused {
    JsonObject asked = params.without("_meta").without(Answerable.REQUEST_STATE);
    JsonObject whole =
        asked.get("arguments").isPresent() ? asked : asked.with("arguments", JsonObject.empty());
    return new String(CanonicalJson.bytes(whole), StandardCharsets.UTF_8);
  }
}
