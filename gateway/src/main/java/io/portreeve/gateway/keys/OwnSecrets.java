package io.portreeve.gateway.keys;

import io.portreeve.gateway.store.DataDirectory;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * Secrets of our own by their names: always the same one under a name, for whoever has to know it.
 */
public sealed interface OwnSecrets {
  /** What verifies API keys. */
  String PEPPER = "key-pepper";

  /** What seals whatever others carry for us. */
  String SEAL = "seal-key";

  /** What stands for values in the audit log. */
  String SHAPE = "shape-key";

  /** What signs memories. */
  String MEMORY = "memory-key";

  /** The secret of this name, made if there has to be one first. */
  Secret get(String name);

  /** The secret under which memories are signed; empty, and none is made, if there is none yet. */
  Optional<Secret> ofMemories();

  /** The one that memories were signed under before; empty if there is none. */
  Optional<Secret> ofMemoriesEarlier();

  /** All secrets that memories may be signed under, that which signs first. */
  default List<Secret> memories() {
    Secret first = get(MEMORY);
    return ofMemoriesEarlier().map(earlier -> List.of(first, earlier)).orElse(List.of(first));
  }

  /** Those of a data directory, each made when it is needed first. */
  static OwnSecrets in(DataDirectory directory, SecureRandom random) {
    return new Generated(directory, random);
  }

  /**
   * Those that everybody has who has this secret; nothing can be told from one about another, or
   * about the secret itself.
   *
   * @throws SecretUnavailable if it is shorter than what is derived from it
   */
  static OwnSecrets derivedFrom(Secret shared) {
    if (isTooShort(shared)) {
      throw new SecretUnavailable(
          "the secret that nodes share is too short; make one with: openssl rand -base64 32");
    }
    return new Derived(shared);
  }

  /** Whether a secret is no good for {@link #derivedFrom}. */
  static boolean isTooShort(Secret shared) {
    return shared.length() < Derived.SHORTEST;
  }

  /** {@link #in}. */
  record Generated(DataDirectory directory, SecureRandom random) implements OwnSecrets {
    private static final String EARLIER = "memory-key-earlier";

    @Override
    public Secret get(String name) {
      return GeneratedSecret.in(directory, name, random);
    }

    @Override
    public Optional<Secret> ofMemories() {
      return ifThere(MEMORY);
    }

    @Override
    public Optional<Secret> ofMemoriesEarlier() {
      return ifThere(EARLIER);
    }

    private Optional<Secret> ifThere(String name) {
      return GeneratedSecret.isIn(directory, name) ? Optional.of(get(name)) : Optional.empty();
    }
  }

  /** {@link #derivedFrom}. */
  record Derived(Secret shared) implements OwnSecrets {
    private static final int SHORTEST = 32;

    @Override
    public Secret get(String name) {
      return Secret.of(new Hmac(shared, "nodes/1").of(name));
    }

    @Override
    public Optional<Secret> ofMemories() {
      return Optional.of(get(MEMORY));
    }

    @Override
    public Optional<Secret> ofMemoriesEarlier() {
      return Optional.empty();
    }
  }
}
