package io.portreeve.gateway.console;

import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.login.SignInRequest;
import io.portreeve.gateway.login.UnderWay;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * What is known of visitors beyond one configuration: who signed in, and who is on the way there.
 * None of it survives a restart.
 */
public final class ConsoleMemory {
  private final Seal seal;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Sessions sessions;
  private final UnderWay<Leaving> leaving;

  public ConsoleMemory(Seal seal, SecureRandom random, InstantSource clock) {
    this.seal = seal;
    this.random = random;
    this.clock = clock;
    this.sessions = new Sessions(clock);
    this.leaving = new UnderWay<>(clock);
  }

  /**
   * Somebody left to sign in.
   *
   * @param to the page that he wants to see, as a path with its query
   */
  record Leaving(SignInRequest asked, String to) {}

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
