package io.portreeve.gateway.keys;

import io.portreeve.gateway.store.ApiKeys;
import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a store notes of the pepper that its API keys were made under. Under another none of them is
 * found, so whoever comes with another is told before he wonders.
 */
public final class KeyMark {
  /** The setting that it is noted in. */
  public static final String SETTING = "api-key-pepper";

  /** How the settings begin that name the secrets which others came after. */
  private static final String LEFT = "api-key-pepper-left/";

  private KeyMark() {}

  static byte[] of(Secret pepper) {
    return new Hmac(pepper, SETTING).of("mark");
  }

  /** By which a pepper is known. */
  public static Digest digest(Secret pepper) {
    return Digest.of(of(pepper));
  }

  /** The secret that the newest rotation is to, or that keys were made under from the first. */
  public static Optional<Digest> noted(Settings ofTheStore) {
    return ofTheStore.get(SETTING).map(Digest::of);
  }

  /** Those that another came after. */
  public static List<Digest> left(Settings ofTheStore) {
    return ofTheStore.names(LEFT).stream()
        .map(name -> new Digest(name.substring(LEFT.length())))
        .toList();
  }

  private static boolean isLeft(Settings ofTheStore, Digest mark) {
    return ofTheStore.get(LEFT + mark.hex()).isPresent();
  }

  /**
   * Notes under which secret keys are made from now on. It goes forward only: whoever starts with
   * the secret that others have left, and accepts theirs, changes nothing. It goes back once he
   * does not accept theirs any more, and no key that is good would end by that.
   *
   * @param ours that of new keys first
   * @throws SecretUnavailable if it is not to be left for any of them
   */
  static void settle(Store store, List<Digest> ours, Instant now) {
    Settings settings = store.settings();
    Digest first = ours.getFirst();
    Digest kept = Digest.of(settings.putIfAbsent(SETTING, first.bytes()));
    if (kept.equals(first)) {
      return;
    }
    boolean back = isLeft(settings, first);
    if (!ours.contains(kept) && !(back && allUnder(ours, store.apiKeys(), now))) {
      throw new SecretUnavailable(
          "the API keys in the store were made with another pepper; restore the one they need");
    }
    if (!back || !ours.contains(kept)) {
      settings.put(LEFT + kept.hex(), new byte[0]);
      settings.put(SETTING, first.bytes());
      var _ = settings.remove(LEFT + first.hex());
    }
  }

  private static boolean allUnder(List<Digest> ours, ApiKeys keys, Instant now) {
    return keys.list().stream()
        .filter(key -> key.isLiveAt(now))
        .allMatch(key -> key.madeUnder().filter(ours::contains).isPresent());
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
