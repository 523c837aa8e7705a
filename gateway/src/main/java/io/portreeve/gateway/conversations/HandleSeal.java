package io.portreeve.gateway.conversations;

import io.portreeve.gateway.journey.Seal;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Seals handles: the names of conversations that hosts carry. One opens only for the principal,
 * client and actors that it was made for. It says which conversation, and nothing of what was heard
 * in it, so an older one is no cleaner than a newer.
 */
public final class HandleSeal {
  private static final String ID = "conversation";
  private static final int ID_BYTES = 16;

  private final Seal seal;
  private final SecureRandom random;

  public HandleSeal(Seal seal, SecureRandom random) {
    this.seal = seal;
    this.random = random;
  }

  /** An id that no other conversation has. */
  String fresh() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  String seal(Principal who, String id) {
    return seal.seal(binding(who), JsonObject.empty().with(ID, id));
  }

  /** The conversation; empty for a text that was never sealed for this sender. */
  Optional<String> open(Principal who, String handle) {
    return seal.open(binding(who), handle).flatMap(inside -> inside.string(ID));
  }

  /** An object, where what else is sealed is bound to arrays: none is taken for another. */
  private static String binding(Principal who) {
    return JsonObject.of("handle", sent(who)).toString();
  }

  /** Whose conversations are told apart. */
  static Speaker speaker(Principal who) {
    return new Speaker(who.id(), sent(who).toString());
  }

  private static JsonArray sent(Principal who) {
    Delegation through = who.delegation();
    JsonArray actors = JsonArray.ofStrings(through.actors().stream().map(Actor::id).toList());
    return JsonArray.of(
        JsonArray.ofStrings(List.of(who.id(), through.client().map(Client::id).orElse(""))),
        actors);
  }
}
