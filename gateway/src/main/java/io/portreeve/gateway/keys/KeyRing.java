package io.portreeve.gateway.keys;

import io.portreeve.gateway.keeping.Age;
import io.portreeve.gateway.store.ApiKeyRecord;
import io.portreeve.gateway.store.ApiKeys;
import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Store;
import io.portreeve.gateway.store.StoreUnavailable;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The API keys of this gateway: made, listed, revoked and checked.
 *
 * <p>Promise: only HMAC-SHA-256 of a key under a pepper is kept. A key that was revoked here is
 * refused from the moment {@link #revoke} returns; one that another process revoked, within {@link
 * #FRESHNESS}. Expiry is judged at every check. An unknown id and a wrong secret cost the same
 * work, compared in constant time. If the store cannot be asked, {@link StoreUnavailable} is thrown
 * and nobody gets in.
 */
public final class KeyRing {
  /** How long an answer of the store is believed. */
  public static final Duration FRESHNESS = Duration.ofSeconds(2);

  private static final System.Logger LOG = System.getLogger("io.portreeve.keys.not-renewed");
  private static final System.Logger UNKNOWN_SECRETS =
      System.getLogger("io.portreeve.keys.unknown-secret");
  private static final int MAX_UNKNOWN = 4096;

  private final ApiKeys keys;
  private final List<Pepper> peppers;
  private final List<Digest> marks;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Digest nobody;
  private final FirstLookUps first;
  private final Map<String, Lookup> known = new ConcurrentHashMap<>();
  private final Map<String, Lookup> unknown = new ConcurrentHashMap<>();
  private final KeysUnderUnknownSecrets underUnknownSecrets;
  private final Map<String, Instant> uses = new ConcurrentHashMap<>();

  private KeyRing(
      ApiKeys keys,
      List<Pepper> peppers,
      FirstLookUps first,
      InstantSource clock,
      SecureRandom random) {
    this.keys = keys;
    this.first = first;
    this.peppers = List.copyOf(peppers);
    this.marks = this.peppers.stream().map(Pepper::mark).toList();
    this.underUnknownSecrets = new KeysUnderUnknownSecrets(clock, UNKNOWN_SECRETS::log);
    this.clock = clock;
    this.random = random;
    byte[] fill = new byte[32];
    random.nextBytes(fill);
    this.nobody = Digest.of(fill);
  }

  /**
   * The key ring of a store, under the pepper of these secrets. A key that was made under another
   * of them is good, and is put under the first when it is used.
   *
   * @param first who may ask the store about keys that were not seen before
   * @throws SecretUnavailable if it is not the one that the stored keys were made with
   */
  public static KeyRing open(
      Store store,
      OwnSecrets secrets,
      FirstLookUps first,
      InstantSource clock,
      SecureRandom random) {
    List<Secret> peppers = secrets.all(OwnSecrets.PEPPER);
    try {
      return open(store, peppers, first, clock, random);
    } catch (SecretUnavailable _) {
      throw KeyMark.other(secrets);
    }
  }

  /**
   * The key ring of a store.
   *
   * @throws SecretUnavailable if the pepper is not the one that the stored keys were made with
   */
  public static KeyRing open(Store store, Secret pepper, InstantSource clock, SecureRandom random) {
    return open(store, List.of(pepper), FirstLookUps.unlimited(), clock, random);
  }

  private static KeyRing open(
      Store store,
      List<Secret> peppers,
      FirstLookUps first,
      InstantSource clock,
      SecureRandom random) {
    KeyMark.settle(store, peppers.stream().map(KeyMark::digest).toList(), clock.instant());
    return new KeyRing(
        store.apiKeys(), peppers.stream().map(Pepper::of).toList(), first, clock, random);
  }

  /** What hashes are made with, and by what it is known which one that was. */
  private record Pepper(Hmac hmac, Digest mark) {
    static Pepper of(Secret secret) {
      return new Pepper(new Hmac(secret, "api-key/1"), KeyMark.digest(secret));
    }
  }

  /** By which the secrets are known that keys of this ring may be under, that of new keys first. */
  public List<Digest> marks() {
    return marks;
  }

  /** How often a key was shown that lies under a secret that this node does not know. */
  public long metUnderUnknownSecret() {
    return underUnknownSecrets.met();
  }

  /** Makes a key; its text is in the answer and nowhere else. */
  public IssuedKey create(KeyRequest request) {
    return create(request, keys);
  }

  /** Likewise, with the name on record, and among the labels, of whoever wanted it. */
  public IssuedKey createFor(String person, KeyRequest request) {
    return create(request.madeBy(person), keys.by(person));
  }

  private IssuedKey create(KeyRequest request, ApiKeys kept) {
    while (true) {
      String text = KeyText.generate(random);
      ApiKeyRecord record =
          new ApiKeyRecord(
              KeyText.id(text),
              request.principal(),
              request.client(),
              request.roles(),
              request.labels(),
              Digest.of(peppers.getFirst().hmac().of(text)),
              clock.instant(),
              request.expires(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(marks.getFirst()));
      if (kept.add(record)) {
        unknown.remove(record.id());
        return new IssuedKey(record, Secret.ofText(text));
      }
    }
  }

  /** Whether a text may be a key of ours, mistyped ones included: nobody else is to see it. */
  public static boolean mayBeKey(String text) {
    return KeyText.isLike(text);
  }

  /** All keys, revoked and expired ones too, oldest first. */
  public List<ApiKeyRecord> list() {
    return keys.list();
  }

  /** Revokes a key for good; false if there is none or it was revoked before. */
  public boolean revoke(String id) {
    return revoke(id, keys);
  }

  /** Likewise, with the name on record of whoever wanted it. */
  public boolean revokeFor(String person, String id) {
    return revoke(id, keys.by(person));
  }

  private boolean revoke(String id, ApiKeys kept) {
    boolean revoked = kept.revoke(id, clock.instant());
    known.remove(id);
    return revoked;
  }

  /** Sets from when on a key is refused; false if there is none. */
  public boolean expire(String id, Instant at) {
    boolean changed = keys.expire(id, at);
    known.remove(id);
    return changed;
  }

  /** Checks what a client presented as its key. */
  public KeyCheck check(String presented) {
    if (!KeyText.isWellFormed(presented)) {
      return new KeyCheck.Rejected(KeyFault.MALFORMED);
    }
    if (!KeyText.isIntact(presented)) {
      return new KeyCheck.Rejected(KeyFault.MISTYPED);
    }
    Instant now = clock.instant();
    Optional<ApiKeyRecord> key = find(KeyText.id(presented), now);
    byte[] hash = peppers.getFirst().hmac().of(presented);
    Digest kept = key.map(ApiKeyRecord::hash).orElse(nobody);
    // All are compared: how long it takes does not tell which fits.
    boolean fitsFirst = kept.sameAs(hash);
    boolean fits = fitsFirst;
    for (int i = 1; i < peppers.size(); i++) {
      fits |= kept.sameAs(peppers.get(i).hmac().of(presented));
    }
    if (key.isEmpty()) {
      return new KeyCheck.Rejected(KeyFault.UNKNOWN);
    }
    if (!fits) {
      return new KeyCheck.Rejected(misfit(key.get()));
    }
    Digest mark = peppers.getFirst().mark();
    if (!fitsFirst || !key.get().madeUnder().equals(Optional.of(mark))) {
      renew(key.get(), Digest.of(hash), mark);
    }
    return standing(key.get(), now);
  }

  /**
   * Whoever shows it may have the right one, which cannot be told: he is refused as anybody, and
   * the operator hears of it.
   */
  private KeyFault misfit(ApiKeyRecord key) {
    Optional<Digest> under = key.madeUnder().filter(mark -> !marks.contains(mark));
    under.ifPresent(mark -> underUnknownSecrets.met(key.id(), mark));
    return under.isPresent() ? KeyFault.UNKNOWN_SECRET : KeyFault.WRONG_SECRET;
  }

  /** What was made under another pepper would end with that. */
  private void renew(ApiKeyRecord key, Digest hash, Digest mark) {
    try {
      boolean _ = keys.rehash(key.id(), key.hash(), hash, mark);
      // Where another node was before us, what is known here is as old.
      known.remove(key.id());
    } catch (StoreUnavailable later) {
      LOG.log(System.Logger.Level.DEBUG, "a key is put under the new secret later", later);
    }
  }

  /** The key of this id, if it would be accepted now. */
  public Optional<ApiKeyRecord> live(String id) {
    Instant now = clock.instant();
    return find(id, now).filter(key -> key.isLiveAt(now));
  }

  private KeyCheck standing(ApiKeyRecord key, Instant now) {
    if (key.isLiveAt(now)) {
      uses.put(key.id(), now);
      return new KeyCheck.Accepted(key);
    }
    return new KeyCheck.Ended(key, key.revoked().isPresent() ? KeyFault.REVOKED : KeyFault.EXPIRED);
  }

  /**
   * Writes down when keys were last used. For a timer and for the end of the process: a write per
   * request would cost more than the request. What the store does not take waits for the next time.
   */
  public void recordUses() {
    Map<String, Instant> taken = new HashMap<>();
    for (String id : List.copyOf(uses.keySet())) {
      Optional.ofNullable(uses.remove(id)).ifPresent(at -> taken.put(id, at));
    }
    try {
      if (!taken.isEmpty()) {
        keys.used(taken);
      }
    } catch (StoreUnavailable down) {
      taken.forEach(uses::putIfAbsent);
      throw down;
    }
  }

  /**
   * Looks a key up, in the store unless the last answer is fresh. The store is asked inside the
   * map's lock for the id: a revocation that happens meanwhile removes the entry after it was made.
   */
  private Optional<ApiKeyRecord> find(String id, Instant now) {
    Lookup absent = unknown.get(id);
    if (absent != null && absent.isFreshAt(now)) {
      return Optional.empty();
    }
    Lookup seen = known.get(id);
    if (seen != null) {
      return seen.isFreshAt(now) ? seen.found() : asked(id, now);
    }
    first.enter();
    try {
      return asked(id, now);
    } finally {
      first.leave();
    }
  }

  private Optional<ApiKeyRecord> asked(String id, Instant now) {
    Lookup lookup =
        known.compute(
            id, (_, last) -> last != null && last.isFreshAt(now) ? last : lookUp(id, now));
    if (lookup.found().isEmpty()) {
      remember(id, lookup);
    }
    return lookup.found();
  }

  private Lookup lookUp(String id, Instant now) {
    return new Lookup(keys.find(id), now);
  }

  /** Invented ids must not push out real ones, nor fill the memory. */
  private void remember(String id, Lookup absent) {
    known.remove(id, absent);
    if (unknown.size() >= MAX_UNKNOWN) {
      unknown.clear();
    }
    unknown.put(id, absent);
  }

  private record Lookup(Optional<ApiKeyRecord> found, Instant at) {
    boolean isFreshAt(Instant now) {
      return Age.isLessThan(FRESHNESS, at, now);
    }
  }
}
