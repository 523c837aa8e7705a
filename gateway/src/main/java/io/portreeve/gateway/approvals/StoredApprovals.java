package io.portreeve.gateway.approvals;

import io.portreeve.controls.contextpoisoning.CallOrigins;
import io.portreeve.gateway.config.ApprovalSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationVersion;
import io.portreeve.gateway.display.ShownProvenance;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.inbox.InboxSite;
import io.portreeve.gateway.journey.ApprovalDesk;
import io.portreeve.gateway.journey.Continued;
import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.ApprovalCall;
import io.portreeve.gateway.store.ApprovalState;
import io.portreeve.gateway.store.Approvals;
import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Grounds;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Approver;
import io.portreeve.guard.Client;
import io.portreeve.guard.Decision;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.json.CanonicalJson;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonRefused;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The desk whose questions lie in the store, where people answer them by command. */
public final class StoredApprovals implements ApprovalDesk {
  /** More than that no client shows in a question. */
  private static final int LONGEST_QUESTION = 4 * 1024;

  /** More than that nobody reads before he says yes. */
  private static final int LONGEST_CALL = 32 * 1024;

  /** Whoever was sent to the page may need this long at most before his client is told again. */
  private static final int MOST_LOOKS = 40;

  private static final Duration LOOK = Duration.ofMillis(500);

  private final Approvals approvals;
  private final InstantSource clock;
  private final ApprovalSettings settings;
  private final Digest policy;
  private final Optional<KnownOrigins> origins;
  private final Optional<InboxSite> site;

  /**
   * Questions of this configuration; those of one with other rules count for nothing in it.
   *
   * @param origins tells where values come from; empty where nothing is known of flows
   */
  public StoredApprovals(
      Approvals approvals,
      Configuration configuration,
      Optional<CallOrigins> origins,
      InstantSource clock) {
    this.approvals = approvals;
    this.clock = clock;
    this.settings = configuration.approvals();
    this.policy = ConfigurationVersion.ofRules(configuration);
    this.site = InboxSite.of(configuration);
    this.origins = origins.map(known -> new KnownOrigins(known, configuration.memories()));
  }

  @Override
  public Ruling claim(
      Exchange exchange, CallTool call, Judgement.NeedsApproval<ClientMessage> asks) {
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
            asked(exchange, call, text, asks.approver()),
            grounds(exchange, call, asks),
            exchange.id().value(),
            clock.instant(),
            settings.patience())
        .map(approval -> ruling(exchange, call, approval))
        .orElseGet(() -> new Ruling.Impossible("too many calls of the principal wait already"));
  }

  private Grounds grounds(
      Exchange exchange, CallTool call, Judgement.NeedsApproval<ClientMessage> asks) {
    return origins
        .map(known ->
            new Grounds(
                Optional.of(known.of(exchange, call)),
                known.conversation(exchange).filter(_ -> isAboutValues(asks))))
        .orElseGet(Grounds::none);
  }

  /** Whether nothing but values from nowhere has to be approved; else each call has to be. */
  private static boolean isAboutValues(Judgement.NeedsApproval<ClientMessage> asks) {
    List<Reason> reasons =
        asks.decisions().stream()
            .filter(said -> said.kind() == Decision.Kind.ASK)
            .map(Decision::reason)
            .distinct()
            .toList();
    return reasons.equals(List.of(Reason.FLOW_UNTRACED));
  }

  private Ruling ruling(Exchange exchange, CallTool call, Approval approval) {
    return switch (approval.state()) {
      case USED -> {
        origins.ifPresent(known -> known.endorse(exchange, call, approval));
        yield new Ruling.Granted(approval.id());
      }
      case PENDING -> new Ruling.Waiting(approval.id(), question(approval));
      case DENIED -> new Ruling.Denied(approval.id());
      case APPROVED, EXPIRED -> throw new IllegalStateException("a claim leaves no such state");
    };
  }

  /**
   * Nobody is asked in his client about a call that it could not show him as a whole. What a model
   * wrote stands between fences, so that a client that takes Markdown shows it as it is.
   */
  private static Optional<Question> question(Approval asked) {
    ApprovalCall call = asked.call();
    StringBuilder text = new StringBuilder("May this be sent to the server `");
    text.append(call.server()).append("`?\n```\n").append(VisibleText.json(call.call()));
    text.append("\n```");
    asked
        .grounds()
        .provenance()
        .ifPresent(known -> {
          text.append("\nWhat decides in it, and where that comes from:");
          ShownProvenance.lines(known, call.call())
              .forEach(line -> text.append("\n- ").append(line));
        });
    return call.approver() == Approver.USER && text.length() <= LONGEST_QUESTION
        ? Optional.of(new Question(text.toString(), asked.grounds().conversation().isPresent()))
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
      Exchange exchange, CallTool call, Approver approver, String approval, Said said) {
    if (approver != Approver.USER) {
      return;
    }
    Instant now = clock.instant();
    Instant until = now.plus(settings.useWithin());
    String user = exchange.principal().id();
    boolean kept = said == Said.YES_TO_VALUES;
    var word = new Approvals.Word(said != Said.NO, user, user + ", in the client", "", kept);
    approvals
        .find(approval)
        .filter(one -> isOf(exchange, call, one))
        .ifPresent(one -> {
          var _ = approvals.decide(one.id(), word, now, until);
        });
  }

  @Override
  public Optional<URI> page(Exchange exchange, Approver approver, String approval) {
    return switch (approver) {
      case TWO_OPERATORS, OPERATOR -> Optional.empty();
      case PAGE, USER ->
          site.filter(it -> it.isFor(exchange.principal().id())).map(it -> it.call(approval));
    };
  }

  /** The word may come by command, or at another node: the store alone knows of it. */
  @Override
  public void await(Exchange exchange, String approval) throws InterruptedException {
    for (int looked = 0; looked < MOST_LOOKS && waits(approval); looked++) {
      Thread.sleep(LOOK);
    }
  }

  private boolean waits(String approval) {
    return approvals
        .find(approval)
        .filter(one -> one.stateAt(clock.instant()) == ApprovalState.PENDING)
        .isPresent();
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
