package io.portreeve.controls.contextpoisoning;

import io.portreeve.guard.Approver;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Label;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolName;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What the operator says of flows, and what is remembered of conversations.
 *
 * @param policies what holds once untrusted data was read
 * @param asks who is asked about a call that they do not let pass; empty: it is refused
 */
public record InformationFlow(
    Set<FlowPolicy> policies, Optional<Approver> asks, Labels labels, Conversations conversations) {
  public InformationFlow {
    policies = Set.copyOf(policies);
  }

  /** Port: what the operator says, or lets guess, of tools and servers. Servers have no say. */
  public interface Labels {
    /** What a call of a tool is; empty for one that nothing can steer. */
    Optional<Sink> sink(Exchange exchange, ToolName tool);

    /** What may be done with what a server says in an exchange. */
    Label of(Exchange exchange, ServerMessage said);
  }

  /** Port: the conversations that exchanges belong to; one that is not known is the worst. */
  public interface Conversations {
    Conversation of(Exchange exchange);

    /**
     * Which one it is; empty if its host does not say, or not all that was said in it is
     * remembered.
     */
    Optional<String> name(Exchange exchange);

    /** Changes it, one change after another. */
    void change(Exchange exchange, UnaryOperator<Conversation> change);
  }

  /** Where every call is steered by somebody, and nobody is asked. */
  public static InformationFlow closed() {
    return new InformationFlow(
        Set.of(FlowPolicy.SESSION), Optional.empty(), new Everything(), new NobodyRemembers());
  }

  /**
   * From what looks like orders to a model on, its server is untrusted in this conversation,
   * however much the operator trusts it: whom it steers would have it say the rest in plain words.
   * Definitions are approved one by one, and make nothing untrusted.
   */
  public void suspect(Exchange exchange, ServerMessage said) {
    if (!policies.isEmpty() && !HeardText.defines(said)) {
      String server = exchange.server().value();
      conversations.change(exchange, talk -> talk.doubting(server));
    }
  }

  <M> Verdict<M> instead(Reason reason, String detail) {
    return asks.<Verdict<M>>map(approver -> Verdict.ask(detail, reason, approver))
        .orElseGet(() -> Verdict.deny(reason, detail));
  }

  private record Everything() implements Labels {
    @Override
    public Optional<Sink> sink(Exchange exchange, ToolName tool) {
      return Optional.of(Sink.undeclared(tool.value()));
    }

    @Override
    public Label of(Exchange exchange, ServerMessage said) {
      return Label.untrusted(exchange.server().value());
    }
  }

  private record NobodyRemembers() implements Conversations {
    @Override
    public Conversation of(Exchange exchange) {
      return Conversation.unknown();
    }

    @Override
    public Optional<String> name(Exchange exchange) {
      return Optional.empty();
    }

    @Override
    public void change(Exchange exchange, UnaryOperator<Conversation> change) {}
  }
}
