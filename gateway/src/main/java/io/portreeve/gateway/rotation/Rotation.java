package io.portreeve.gateway.rotation;

import io.portreeve.gateway.keys.KeyMark;
import io.portreeve.gateway.keys.OwnSecrets;
import io.portreeve.gateway.nodes.NodeSecrets;
import io.portreeve.gateway.nodes.Nodes;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of what lies in a store is under each of the secrets that its nodes share, and which
 * node knows which: so how far a rotation of them is, and what would end with the next step.
 *
 * <p>What clients carry is in no store, and is not counted.
 *
 * @param secrets those that this configuration names, that of new keys first
 * @param unknown what is under none of them
 * @param unnoted live keys of which it was not noted under which they are, and that nobody used
 *     since
 * @param nodes what each node said last, also one that was killed
 */
public record Rotation(
    List<SharedSecret> secrets,
    Amounts unknown,
    long unnoted,
    SortedMap<String, RotatingNode> nodes) {
  /** Looks, and changes nothing. */
  public static Rotation of(OwnSecrets.Derived ours, Store store, Instant now) {
    Stages stages = Stages.of(ours, store.settings());
    Inventory inventory = Inventory.of(store, now);
    List<SharedSecret> secrets =
        ours.origins().stream().map(origin -> secret(origin, stages, inventory)).toList();
    return new Rotation(
        secrets,
        inventory.noted().without(secrets.stream().map(SharedSecret::under).toList()),
        inventory.unnoted(),
        nodes(store.settings(), stages));
  }

  private static SharedSecret secret(OwnSecrets.Origin origin, Stages stages, Inventory inventory) {
    Optional<String> mark =
        origin.peppers().stream().findFirst().map(KeyMark::digest).map(NodeSecrets::mark);
    return new SharedSecret(
        origin.name(), mark, mark.map(stages::of).orElse(Stage.LEFT), inventory.under(origin));
  }

  private static SortedMap<String, RotatingNode> nodes(Settings store, Stages stages) {
    SortedMap<String, NodeSecrets> all = Nodes.secrets(store);
    SortedMap<String, RotatingNode> nodes = new TreeMap<>();
    all.forEach((name, one) -> {
      boolean refused = all.values().stream().anyMatch(other -> one.whyRefused(other).isPresent());
      nodes.put(name, new RotatingNode(one, stages.round(one), refused));
    });
    return nodes;
  }

  /** Whether keys of one node are refused at another. */
  public boolean keysAreRefused() {
    return nodes.values().stream().anyMatch(RotatingNode::keysAreRefused);
  }

  /** Whether something here is, or would be, refused somewhere. */
  public boolean isTrouble() {
    return !unknown.isNothing() || keysAreRefused();
  }

  /** Whether no node has to accept this one any more, for all that the store knows. */
  public boolean mayBeDropped(SharedSecret secret) {
    return secret.stage() == Stage.LEFT
        && secret.under().isNothing()
        && unnoted == 0
        && nodes.values().stream()
            .noneMatch(node -> secret.mark().equals(Optional.of(node.secrets().makes())));
  }
}
