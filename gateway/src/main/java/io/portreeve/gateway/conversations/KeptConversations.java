package io.portreeve.gateway.conversations;

import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.controls.contextpoisoning.InformationFlow;
import io.portreeve.gateway.journey.ConversationMark;
import io.portreeve.gateway.journey.Handles;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Label;
import io.portreeve.guard.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The conversations that hosts began here, wherever they are kept. What a sender says without a
 * handle that is his belongs to one conversation of his, of which is never known how it began.
 */
public final class KeptConversations implements InformationFlow.Conversations, Handles {
  /** The id of what belongs to no conversation that a host began. */
  private static final String COMMON = "";

  private final HandleSeal seal;
  private final ConversationStore store;
  private final boolean planned;

  /**
   * Those of a store.
   *
   * @param planned whether calls are held to plans
   */
  public KeptConversations(HandleSeal seal, ConversationStore store, boolean planned) {
    this.seal = seal;
    this.store = store;
    this.planned = planned;
  }

  @Override
  public Optional<String> begin(Principal who, String said, boolean read) {
    String id = seal.fresh();
    Conversation clean = Conversation.startedBy("");
    Conversation first = (read ? Conversation.unknown() : clean).hearingUser(said);
    store.begin(HandleSeal.speaker(who), id, first);
    return Optional.of(seal.seal(who, id));
  }

  @Override
  public void hear(Principal who, String handle, String said) {
    change(who, handle, talk -> talk.hearingUser(said));
  }

  @Override
  public void plan(Principal who, String handle, Set<String> tools) {
    change(who, handle, talk -> talk.replanning(tools));
  }

  private void change(Principal who, String handle, UnaryOperator<Conversation> change) {
    seal.open(who, handle).ifPresent(id -> store.change(HandleSeal.speaker(who), id, change));
  }

  @Override
  public Optional<Label> heard(Principal who, String handle) {
    return seal.open(who, handle).map(id -> label(HandleSeal.speaker(who), id));
  }

  /**
   * A host that is told that nobody knows now asks its user once too often, and never too rarely.
   */
  private Label label(Speaker speaker, String id) {
    try {
      return store.find(speaker, id).orElseGet(Conversation::unknown).label();
    } catch (StoreUnavailable unknown) {
      return Conversation.unknown().label();
    }
  }

  @Override
  public boolean planned() {
    return planned;
  }

  @Override
  public Conversation of(Exchange exchange) {
    return store
        .find(exchange.id(), HandleSeal.speaker(exchange.principal()), id(exchange))
        .orElseGet(Conversation::unknown);
  }

  @Override
  public Optional<String> name(Exchange exchange) {
    return Optional.of(id(exchange))
        .filter(id -> !id.equals(COMMON))
        .filter(_ -> of(exchange).isKnown());
  }

  @Override
  public void change(Exchange exchange, UnaryOperator<Conversation> change) {
    Speaker speaker = HandleSeal.speaker(exchange.principal());
    store.change(exchange.id(), speaker, id(exchange), change);
  }

  private String id(Exchange exchange) {
    return ConversationMark.of(exchange.asked())
        .handle()
        .flatMap(handle -> seal.open(exchange.principal(), handle))
        .orElse(COMMON);
  }
}
