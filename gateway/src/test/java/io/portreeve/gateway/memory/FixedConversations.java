package io.portreeve.gateway.memory;

import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.controls.contextpoisoning.InformationFlow;
import io.portreeve.guard.Exchange;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One conversation, which never changes, whoever asks. */
record FixedConversations(Conversation conversation) implements InformationFlow.Conversations {
  @Override
  public Optional<String> name(Exchange exchange) {
    return Optional.empty();
  }

  @Override
  public Conversation of(Exchange exchange) {
    return conversation;
  }

  @Override
  public void change(Exchange exchange, UnaryOperator<Conversation> change) {}
}
