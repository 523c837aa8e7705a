package io.portreeve.gateway.console;

import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.login.SignInRequest;
import io.portreeve.gateway.login.UnderWay;
import io.portreeve.gateway.store.ShortLived;
import io.portreeve.mcp.json.JsonObject;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * What is known of visitors beyond one configuration: who signed in, and who is on the way there.
 * None of it survives a restart, but where nodes share it.
 */
public final class ConsoleMemory {
  private final Seal seal;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Sessions sessions;
  private final UnderWay<Leaving> leaving;

  /**
   * What is known at the start.
   *
   * @param kept where visitors are kept, by what they are
   */
  public ConsoleMemory(
      Function<String, ShortLived> kept, Seal seal, SecureRandom random, InstantSource clock) {
    this.seal = seal;
    this.random = random;
    this.clock = clock;
    this.sessions = new Sessions(kept.apply("visitor"));
    this.leaving = new UnderWay<>(kept.apply("leaving"), Leaving::written, Leaving::read);
  }

  /**
   * Somebody left to sign in.
   *
   * @param to the page that he wants to see, as a path with its query
   */
  record Leaving(SignInRequest asked, String to) {
    private JsonObject written() {
      return JsonObject.of("asked", asked.written()).with("to", to);
    }

    private static Leaving read(JsonObject written) {
      return new Leaving(
          SignInRequest.read(written.object("asked").orElseThrow()),
          written.string("to").orElseThrow());
    }
  }

  Seal seal() {
    return seal;
  }

  SecureRandom random() {
    return random;
  }

  InstantSource clock() {
    return clock;
  }

  Sessions sessions() {
    return sessions;
  }

  UnderWay<Leaving> leaving() {
    return leaving;
  }
}
