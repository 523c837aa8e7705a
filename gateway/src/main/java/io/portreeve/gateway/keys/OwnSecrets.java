package io.portreeve.gateway.keys;

import io.portreeve.gateway.store.DataDirectory;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

  /**
   * All secrets of this name that are good: what is made is made under the first, and what was made
   * under any of them holds.
   */
  List<Secret> all(String name);

  /** The secret under which memories are signed; empty, and none is made, if there is none yet. */
  Optional<Secret> ofMemories();

  /** Those that memories may have been signed under otherwise; empty if there are none. */
  List<Secret> ofMemoriesEarlier();

  /** All secrets that memories may be signed under, that which signs first. */
  default List<Secret> memories() {
    return Stream.concat(Stream.of(get(MEMORY)), ofMemoriesEarlier().stream()).toList();
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
    return derivedFrom(shared, List.of());
  }

  /**
   * Likewise, where what others made is good, too.
   *
   * @param accepted secrets that nodes share besides, or did before
   * @throws SecretUnavailable if one is shorter than what is derived from it
   */
  static Derived derivedFrom(Secret shared, List<Secret> accepted) {
    if (Stream.concat(Stream.of(shared), accepted.stream()).anyMatch(OwnSecrets::isTooShort)) {
      throw new NamedSecretUnavailable(
          "the secret that nodes share is too short; make one with `openssl rand -base64 32`");
    }
    return new Derived(shared, accepted, Optional.empty());
  }

  /** Whether a secret is no good for {@link #derivedFrom}. */
  static boolean isTooShort(Secret shared) {
    return shared.length() < Derived.SHORTEST;
  }

  /**
   * What comes from one place.
   *
   * @param name where a configuration names it
   */
  record Origin(String name, List<Secret> peppers, List<Secret> seals, List<Secret> memories) {
    private static Origin of(String name, Secret shared) {
      return new Origin(
          name,
          List.of(Derived.derived(shared, PEPPER)),
          List.of(Derived.derived(shared, SEAL)),
          List.of(Derived.derived(shared, MEMORY)));
    }
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
    public List<Secret> all(String name) {
      return List.of(get(name));
    }

    @Override
    public List<Secret> ofMemoriesEarlier() {
      return ifThere(EARLIER).stream().toList();
    }

    private Optional<Secret> ifThere(String name) {
      return GeneratedSecret.isIn(directory, name) ? Optional.of(get(name)) : Optional.empty();
    }
  }

  /** {@link #derivedFrom}. */
  record Derived(Secret shared, List<Secret> accepted, Optional<DataDirectory> before)
      implements OwnSecrets {
    private static final int SHORTEST = 32;

    public Derived {
      accepted = List.copyOf(accepted);
    }

    /**
     * Likewise, where what was made in a data directory before is good, too; none is made there.
     */
    public Derived besides(DataDirectory data) {
      return new Derived(shared, accepted, Optional.of(data));
    }

    /** From where they come: that of new ones first, a data directory last. */
    public List<Origin> origins() {
      List<Origin> all = new ArrayList<>();
      all.add(Origin.of("state.secret", shared));
      for (int i = 0; i < accepted.size(); i++) {
        all.add(Origin.of("state.accepted-secrets[%d]".formatted(i), accepted.get(i)));
      }
      before.ifPresent(_ ->
          all.add(
              new Origin(
                  "state.accept-data-secrets",
                  made(PEPPER).toList(),
                  made(SEAL).toList(),
                  madeForMemories().toList())));
      return all;
    }

    @Override
    public Secret get(String name) {
      return derived(shared, name);
    }

    @Override
    public List<Secret> all(String name) {
      return Stream.of(Stream.of(get(name)), accepted(name), made(name)).flatMap(it -> it).toList();
    }

    private Stream<Secret> accepted(String name) {
      return accepted.stream().map(one -> derived(one, name));
    }

    private static Secret derived(Secret from, String name) {
      return Secret.of(new Hmac(from, "nodes/1").of(name));
    }

    private Stream<Secret> made(String name) {
      return before.stream()
          .filter(data -> GeneratedSecret.isIn(data, name))
          .map(data -> GeneratedSecret.in(data, name, new SecureRandom()));
    }

    @Override
    public Optional<Secret> ofMemories() {
      return Optional.of(get(MEMORY));
    }

    @Override
    public List<Secret> ofMemoriesEarlier() {
      return Stream.concat(accepted(MEMORY), madeForMemories()).toList();
    }

    private Stream<Secret> madeForMemories() {
      return Stream.concat(made(MEMORY), made(Generated.EARLIER));
    }
  }
}
