package io.portreeve.gateway.conversations;

import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.controls.contextpoisoning.InformationFlow;
import io.portreeve.gateway.journey.ConversationMark;
import io.portreeve.gateway.journey.Handles;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Label;
import io.portreeve.guard.Principal;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The conversations of this process. What a sender says without a handle that is his belongs to one
 * conversation of his, of which is never known how it began.
 */
public final class KeptConversations implements InformationFlow.Conversations, Handles {
  /** The id of what belongs to no conversation that a host began. */
  private static final String COMMON = "";

  private static final long SHARE = 16;

  private final HandleSeal seal;
  private final InstantSource clock;
  private final Shelf shelf;
  private final boolean planned;

  /**
   * None yet.
   *
   * @param heaviest how many characters all of them may hold together
   * @param mostSpeakers of how many any are kept
   * @param planned whether calls are held to plans
   */
  KeptConversations(
      HandleSeal seal, InstantSource clock, long heaviest, int mostSpeakers, boolean planned) {
    this.seal = seal;
    this.clock = clock;
    this.shelf = new Shelf(heaviest, mostSpeakers);
    this.planned = planned;
  }

  /** As many as a share of the heap holds. */
  public static KeptConversations ofHeap(HandleSeal seal, InstantSource clock, boolean planned) {
    return new KeptConversations(
        seal, clock, Runtime.getRuntime().maxMemory() / SHARE, Shelf.MOST_SPEAKERS, planned);
  }

  @Override
  public Optional<String> begin(Principal who, String said, boolean read) {
    String id = seal.fresh();
    Conversation clean = Conversation.startedBy("");
    Conversation first = (read ? Conversation.unknown() : clean).hearingUser(said);
    shelf.begin(HandleSeal.speaker(who), id, clock.instant(), first);
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
    seal.open(who, handle)
        .ifPresent(id -> shelf.change(HandleSeal.speaker(who), id, clock.instant(), change));
  }

  @Override
  public Optional<Label> heard(Principal who, String handle) {
    return seal.open(who, handle)
        .map(id ->
            shelf
                .find(HandleSeal.speaker(who), id, clock.instant())
                .orElseGet(Conversation::unknown)
                .label());
  }

  @Override
  public boolean planned() {
    return planned;
  }

  @Override
  public Conversation of(Exchange exchange) {
    return shelf
        .find(HandleSeal.speaker(exchange.principal()), id(exchange), clock.instant())
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
    shelf.change(speaker, id(exchange), clock.instant(), change);
  }

  private String id(Exchange exchange) {
    return ConversationMark.of(exchange.asked())
        .handle()
        .flatMap(handle -> seal.open(exchange.principal(), handle))
        .orElse(COMMON);
  }
}
