package io.portreeve.agent;

import io.portreeve.controls.indirectpromptinjection.DataMark;
import io.portreeve.controls.indirectpromptinjection.Nonces;
import io.portreeve.controls.indirectpromptinjection.Spotlight;
import io.portreeve.gateway.keys.Hmac;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.guard.ExchangeId;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Marks what tools return as data, each text with a mark that nobody knew before. */
final class Marks {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 8;

  private final DataMark mark;
  private final AtomicLong occasions = new AtomicLong();

  private Marks(DataMark mark) {
    this.mark = mark;
  }

  static Marks of(Spotlight spotlight, SecureRandom random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    Hmac hmac = new Hmac(Secret.of(key), "agent-spotlighting");
    Nonces nonces =
        (occasion, text, attempt) ->
            HexFormat.of()
                .formatHex(hmac.of(occasion + " " + attempt + " " + text), 0, NONCE_BYTES);
    return new Marks(DataMark.of(spotlight, nonces));
  }

  String mark(String text) {
    return mark.mark(new ExchangeId(String.valueOf(occasions.incrementAndGet())), text);
  }

  /** What the system prompt says of them; empty where nothing is marked. */
  Optional<String> rule() {
    return mark.rule();
  }
}
