package io.portreeve.gateway.downstream;

import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.Journey;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What the sessions of every stateful transport need of the gateway. */
public record LegacyCore(
    Journey journey,
    AuditTrail audit,
    SessionRegister register,
    Arrivals arrivals,
    LegacyLimits limits,
    KeptEvents kept,
    StreamClock streams,
    Challenges challenges,
    SecureRandom random) {
  private static final int TOKEN_BYTES = 24;

  /** 192 bits that nobody can guess, in visible ASCII. */
  String token() {
    byte[] token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    return HexFormat.of().formatHex(token);
  }
}
