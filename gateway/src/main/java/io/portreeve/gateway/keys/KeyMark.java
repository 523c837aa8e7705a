package io.portreeve.gateway.keys;

import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Settings;

/**
 * What a store notes of the pepper that its API keys were made under. Under another none of them is
 * found, so whoever comes with another is told before he wonders.
 */
public final class KeyMark {
  /** The setting that it is noted in. */
  public static final String SETTING = "api-key-pepper";

  private KeyMark() {}

  static byte[] of(Secret pepper) {
    return new Hmac(pepper, SETTING).of("mark");
  }

  /**
   * Refuses secrets under which the keys of a store were not made; makes none. Where no key was
   * ever made in it, all are right.
   *
   * @throws SecretUnavailable with what to do
   */
  public static void refuseIfOther(Settings ofTheStore, OwnSecrets secrets) {
    ofTheStore.get(SETTING).map(Digest::of).ifPresent(noted -> refuseIfOther(noted, secrets));
  }

  /** Likewise, of what is noted in it. */
  public static void refuseIfOther(Digest noted, OwnSecrets secrets) {
    if (!isOf(secrets, noted)) {
      throw other(secrets);
    }
  }

  private static boolean isOf(OwnSecrets secrets, Digest noted) {
    return switch (secrets) {
      case OwnSecrets.Generated own ->
          GeneratedSecret.isIn(own.directory(), OwnSecrets.PEPPER)
              && noted.sameAs(of(own.get(OwnSecrets.PEPPER)));
      case OwnSecrets.Derived shared ->
          shared.all(OwnSecrets.PEPPER).stream().anyMatch(pepper -> noted.sameAs(of(pepper)));
    };
  }

  static SecretUnavailable other(OwnSecrets secrets) {
    return switch (secrets) {
      case OwnSecrets.Generated own ->
          new SecretUnavailable(
              "the API keys in the store were made with another pepper than %s; restore the one that they need"
                  .formatted(own.directory().path().resolve(OwnSecrets.PEPPER + ".secret")));
      case OwnSecrets.Derived _ ->
          new SecretUnavailable(
              "the API keys in the store were made under another `state.secret`; give this machine"
                  + " the one that the other nodes have, or set `state.accept-data-secrets` if they are of"
                  + " before a move from a file");
    };
  }
}
