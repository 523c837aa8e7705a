package io.portreeve.gateway;

import io.portreeve.gateway.keys.KeyMark;
import io.portreeve.gateway.keys.OwnSecrets;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.login.KeptLogins;
import io.portreeve.gateway.memory.SignatureCheck;
import io.portreeve.gateway.operations.NodeConfigurations;
import io.portreeve.gateway.operations.NodeSecrets;
import io.portreeve.gateway.store.ApiKeyRecord;
import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.MemorySignature;
import io.portreeve.gateway.store.Store;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * How much of what lies in a store is under each of the secrets that its nodes share, and which
 * node knows which: so how far an exchange of them is, and what would end with the next step.
 *
 * <p>What clients carry is in no store, and is not counted.
 *
 * @param known those that this configuration names, that of new keys first
 * @param elsewhere what is under none of them
 * @param unnoted live keys of which it was not noted under which they are, and that nobody used
 *     since
 * @param nodes what each node said last, also one that was killed
 */
public record StoredSecrets(
    List<Use> known, Under elsewhere, long unnoted, SortedMap<String, Node> nodes) {
  /** Where a secret stands in an exchange. */
  public enum Stage {
    /** The newest exchange is to it, or there was none. */
    CURRENT,
    /** Another came after it. */
    LEFT,
    /** Nobody has made a key under it yet. */
    TO_COME
  }

  /**
   * So much is under one secret.
   *
   * @param keys live ones
   */
  public record Under(long keys, long logins, long signatures) {
    public boolean isNothing() {
      return keys + logins + signatures == 0;
    }
  }

  /**
   * One secret.
   *
   * @param name where the configuration has it
   * @param mark by which it is known among nodes; empty where nothing of that kind is there
   */
  public record Use(String name, Optional<String> mark, Stage stage, Under under) {}

  /**
   * One node, by what it said last.
   *
   * @param round in which one of an exchange it is; empty if in none
   * @param isApart whether there is another at which its keys are refused, or theirs here
   */
  public record Node(NodeSecrets secrets, Optional<Integer> round, boolean isApart) {}

  /** Looks, and changes nothing. */
  public static StoredSecrets of(OwnSecrets.Derived ours, Store store, Instant now) {
    Stages stages = Stages.of(ours, store);
    List<Digest> peppers = ours.all(OwnSecrets.PEPPER).stream().map(KeyMark::digest).toList();
    List<Use> known = new ArrayList<>();
    List<Under> counted = new ArrayList<>();
    Counts counts =
        new Counts(
            store, store.apiKeys().list().stream().filter(key -> key.isLiveAt(now)).toList());
    for (int at = 0; at < ours.groups(); at++) {
      List<Digest> marks = ours.group(at, peppers);
      Under under =
          counts.of(
              marks, ours.group(at, ours.all(OwnSecrets.SEAL)), ours.group(at, ours.memories()));
      counted.add(under);
      Optional<String> mark = marks.stream().findFirst().map(NodeSecrets::mark);
      known.add(new Use(ours.nameOf(at), mark, mark.map(stages::of).orElse(Stage.LEFT), under));
    }
    return new StoredSecrets(
        List.copyOf(known), counts.rest(counted), counts.unnoted(), nodes(store, stages));
  }

  /** What there is, and how much of it is under what. */
  private record Counts(Store store, List<ApiKeyRecord> keys) {
    Under of(List<Digest> marks, List<Secret> seals, List<Secret> signing) {
      SignatureCheck check = SignatureCheck.under(signing);
      return new Under(
          keys.stream().filter(key -> key.madeUnder().filter(marks::contains).isPresent()).count(),
          seals.isEmpty()
              ? 0
              : new KeptLogins(store.settings(), Vault.seal(seals, new SecureRandom()))
                  .entries()
                  .size(),
          signatures().filter(one -> check.of(one) != SignatureCheck.Standing.BROKEN).count());
    }

    private Stream<MemorySignature> signatures() {
      return store.memorySignatures().all().stream().flatMap(state -> state.signatures().stream());
    }

    long unnoted() {
      return keys.stream().filter(key -> key.madeUnder().isEmpty()).count();
    }

    Under rest(List<Under> counted) {
      return new Under(
          keys.size() - unnoted() - sum(counted, Under::keys),
          KeptLogins.count(store.settings()) - sum(counted, Under::logins),
          signatures().count() - sum(counted, Under::signatures));
    }

    private static long sum(List<Under> counted, ToLongFunction<Under> part) {
      return counted.stream().mapToLong(part).sum();
    }
  }

  /** Where secrets stand, as the store has noted it. */
  private record Stages(String current, List<String> left) {
    static Stages of(OwnSecrets.Derived ours, Store store) {
      Digest first = KeyMark.digest(ours.get(OwnSecrets.PEPPER));
      return new Stages(
          NodeSecrets.mark(KeyMark.noted(store.settings()).orElse(first)),
          KeyMark.left(store.settings()).stream().map(NodeSecrets::mark).toList());
    }

    Stage of(String mark) {
      return mark.equals(current)
          ? Stage.CURRENT
          : left.contains(mark) ? Stage.LEFT : Stage.TO_COME;
    }

    /** Whoever accepts what others have left, or makes keys under it, has not come further. */
    Optional<Integer> round(NodeSecrets node) {
      if (node.accepts().isEmpty()) {
        return Optional.empty();
      }
      boolean left = node.accepts().stream().anyMatch(mark -> of(mark) == Stage.LEFT);
      return Optional.of(of(node.makes()) == Stage.CURRENT && left ? 2 : 1);
    }
  }

  private static SortedMap<String, Node> nodes(Store store, Stages stages) {
    SortedMap<String, NodeSecrets> all = NodeConfigurations.secrets(store.settings());
    SortedMap<String, Node> nodes = new TreeMap<>();
    all.forEach((name, one) ->
        nodes.put(
            name,
            new Node(
                one,
                stages.round(one),
                all.values().stream().anyMatch(other -> one.isApartFrom(other)))));
    return nodes;
  }

  /** Whether something here is, or would be, refused somewhere. */
  public boolean isTrouble() {
    return !elsewhere.isNothing() || nodes.values().stream().anyMatch(Node::isApart);
  }

  /** Whether no node has to accept this one any more, for all that the store knows. */
  public boolean mayBeDropped(Use use) {
    return use.stage() == Stage.LEFT
        && use.under().isNothing()
        && unnoted == 0
        && nodes.values().stream()
            .noneMatch(node -> use.mark().equals(Optional.of(node.secrets().makes())));
  }
}
