package io.portreeve.gateway.rotation;

import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.keys.KeyMark;
import io.portreeve.gateway.keys.OwnSecrets;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.login.KeptLogins;
import io.portreeve.gateway.memory.SignatureCheck;
import io.portreeve.gateway.store.ApiKeyRecord;
import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.MemorySignature;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.Store;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** What lies in a store under secrets of nodes. */
record Inventory(List<ApiKeyRecord> keys, Settings settings, List<MemorySignature> signatures) {
  static Inventory of(Store store, Instant now) {
    return new Inventory(
        store.apiKeys().list().stream().filter(key -> key.isLiveAt(now)).toList(),
        store.settings(),
        store.memorySignatures().all().stream()
            .flatMap(state -> state.signatures().stream())
            .toList());
  }

  /** What is under secrets of this origin. */
  Amounts under(OwnSecrets.Origin origin) {
    List<Digest> marks = origin.peppers().stream().map(KeyMark::digest).toList();
    SignatureCheck check = SignatureCheck.under(origin.memories());
    return new Amounts(
        keys.stream().filter(key -> key.madeUnder().filter(marks::contains).isPresent()).count(),
        logins(origin.seals()),
        signatures.stream().filter(one -> check.of(one) != SignatureCheck.Standing.BROKEN).count());
  }

  private long logins(List<Secret> seals) {
    return seals.isEmpty()
        ? 0
        : new KeptLogins(settings, Seal.under(seals, new SecureRandom())).entries().size();
  }

  /** How many live keys there are of which it was not noted under which secret they are. */
  long unnoted() {
    return keys.stream().filter(key -> key.madeUnder().isEmpty()).count();
  }

  /** What is under any secret, whoever knows it. */
  Amounts noted() {
    return new Amounts(keys.size() - unnoted(), KeptLogins.count(settings), signatures.size());
  }
}
