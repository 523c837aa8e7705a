package io.portreeve.gateway.credentials;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.keys.Hmac;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.upstream.UpstreamCredential;
import io.portreeve.gateway.upstream.UpstreamCredentials;
import io.portreeve.guard.Exchange;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Shows a server the secret that the user has there, and that is kept for him. */
final class UserSecrets implements UpstreamCredentials {
  private static final int NAME_BYTES = 32;

  private final SecretVault vault;
  private final Shown shown;
  // Names secrets in memory, so that nobody who sees a name can try out what it stands for.
  private final Hmac names;

  /** How the secret is shown. */
  sealed interface Shown {
    record AsBearer() implements Shown {}

    record InHeader(String name) implements Shown {}

    record InVariable(String name) implements Shown {}
  }

  UserSecrets(SecretVault vault, Shown shown, SecureRandom random) {
    this.vault = vault;
    this.shown = shown;
    byte[] key = new byte[NAME_BYTES];
    random.nextBytes(key);
    this.names = new Hmac(Secret.of(key), "secrets");
  }

  @Override
  public UpstreamCredential of(Exchange exchange) throws InterruptedException {
    String principal = exchange.principal().id();
    try {
      Optional<Secret> secret = vault.of(principal);
      return secret.isPresent()
          ? granted(principal, secret.get())
          : new UpstreamCredential.Unavailable("no secret of " + principal + " is kept for it");
    } catch (TokenUnavailable none) {
      return new UpstreamCredential.Unavailable(none.why());
    } catch (IllegalArgumentException unfit) {
      return new UpstreamCredential.Unavailable(
          "the secret of " + principal + " cannot stand in a header");
    }
  }

  private UpstreamCredential granted(String principal, Secret secret) {
    String text = secret.revealText();
    String set = set(principal, secret);
    return switch (shown) {
      case Shown.AsBearer _ -> UpstreamCredential.Granted.bearer(text, set);
      case Shown.InHeader header ->
          UpstreamCredential.Granted.fields(HttpFields.of(header.name(), text), set);
      case Shown.InVariable variable ->
          new UpstreamCredential.Granted(HttpFields.empty(), Map.of(variable.name(), text), set);
    };
  }

  private String set(String principal, Secret secret) {
    return principal + "\n" + HexFormat.of().formatHex(names.of(secret.reveal()));
  }

  @Override
  public boolean refused(Exchange exchange, UpstreamCredential.Granted granted, Refusal refusal) {
    return false;
  }

  @Override
  public boolean lasts(Exchange exchange, UpstreamCredential.Granted granted) {
    String principal = granted.set().split("\n", 2)[0];
    return vault
        .known(principal)
        .filter(secret -> set(principal, secret).equals(granted.set()))
        .isPresent();
  }
}
