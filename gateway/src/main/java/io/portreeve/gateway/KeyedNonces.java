package io.portreeve.gateway;

import io.portreeve.controls.indirectpromptinjection.Nonces;
import io.portreeve.gateway.keys.Hmac;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.guard.ExchangeId;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Nonces by a key that lives as long as this process, so that nothing has to be remembered to know
 * our own: 64 bits of what authenticates the text in its exchange.
 */
final class KeyedNonces implements Nonces {
  private static final int KEY_BYTES = 32;
  private static final int BYTES = 8;

  private final Hmac hmac;

  KeyedNonces(SecureRandom random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    this.hmac = new Hmac(Secret.of(key), "spotlighting");
  }

  @Override
  public String of(ExchangeId exchange, String text, int attempt) {
    byte[] authenticated = hmac.of(exchange + " " + attempt + " " + text);
    return HexFormat.of().formatHex(authenticated, 0, BYTES);
  }
}
