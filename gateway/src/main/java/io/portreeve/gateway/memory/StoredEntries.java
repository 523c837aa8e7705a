package io.portreeve.gateway.memory;

import io.portreeve.controls.contextpoisoning.InformationFlow;
import io.portreeve.controls.contextpoisoning.MemoryEntry;
import io.portreeve.controls.contextpoisoning.SignedEntries;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.store.MemorySignature;
import io.portreeve.gateway.store.MemorySignatures;
import io.portreeve.gateway.store.MemoryState;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.ServerId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * {@link SignedEntries} in the store, which holds no word of them. The first key signs; what one of
 * the others signed is as good.
 */
public final class StoredEntries implements SignedEntries {
  private final Set<String> servers;
  private final MemorySignatures signatures;
  private final List<EntryKey> keys;
  private final Heads heads;
  private final InformationFlow.Conversations conversations;
  private final InstantSource clock;

  /**
   * The entries of these servers.
   *
   * @param secrets never empty
   * @param conversations whether something untrusted was heard where an entry is written
   */
  public StoredEntries(
      Set<String> servers,
      MemorySignatures signatures,
      List<Secret> secrets,
      InformationFlow.Conversations conversations,
      InstantSource clock) {
    this.servers = Set.copyOf(servers);
    this.signatures = signatures;
    this.keys = secrets.stream().map(EntryKey::new).toList();
    this.heads = new Heads(signatures, keys);
    this.conversations = conversations;
    this.clock = clock;
  }

  @Override
  public boolean isMemory(ServerId server) {
    return servers.contains(server.value());
  }

  @Override
  public boolean isWhole(ServerId server) {
    return heads.isWhole(server.value());
  }

  @Override
  public void sign(Exchange exchange, Set<MemoryEntry> written) {
    if (written.isEmpty()) {
      return;
    }
    String server = exchange.server().value();
    String writer = exchange.principal().id();
    boolean tainted = conversations.of(exchange).label().tainted() || tainted(exchange, written);
    Instant now = clock.instant();
    List<MemorySignature> signed =
        written.stream()
            .map(entry -> keys.getFirst().sign(server, entry, writer, tainted, now))
            .toList();
    heads.seen(signatures.keep(server, signed, heads.sealing(server)));
  }

  @Override
  public void forget(Exchange exchange, Set<MemoryEntry> deleted, Set<String> names) {
    String server = exchange.server().value();
    heads.seen(
        signatures.remove(
            server,
            underEach(deleted, (key, entry) -> key.entry(server, entry)),
            underEach(names, (key, name) -> key.name(server, name)),
            heads.sealing(server)));
  }

  @Override
  public Set<MemoryEntry> genuine(Exchange exchange, Set<MemoryEntry> found) {
    return signed(exchange, found).keySet();
  }

  @Override
  public Set<MemoryEntry> discarded(Exchange exchange, Set<MemoryEntry> found) {
    Set<MemoryEntry> discarded = new HashSet<>();
    MemoryState state = heads.of(exchange.server().value());
    keys.forEach(key -> discarded.addAll(signed(key, state, found, EntryKey::discarded).keySet()));
    return discarded;
  }

  @Override
  public long missing(Exchange exchange, Set<MemoryEntry> genuine) {
    String server = exchange.server().value();
    Set<String> there = new HashSet<>(underEach(genuine, (key, entry) -> key.entry(server, entry)));
    return heads.of(server).signatures().stream()
        .filter(one -> !EntryKey.discards(one))
        .filter(one -> one.signed().isBefore(exchange.at()) && !there.contains(one.entry()))
        .count();
  }

  @Override
  public boolean tainted(Exchange exchange, Set<MemoryEntry> genuine) {
    return signed(exchange, genuine).values().stream().anyMatch(MemorySignature::tainted);
  }

  private Map<MemoryEntry, MemorySignature> signed(Exchange exchange, Set<MemoryEntry> found) {
    Map<MemoryEntry, MemorySignature> signed = new HashMap<>();
    MemoryState state = heads.of(exchange.server().value());
    keys.reversed().forEach(key -> signed.putAll(signed(key, state, found, EntryKey::entry)));
    return signed;
  }

  private Map<MemoryEntry, MemorySignature> signed(
      EntryKey key, MemoryState state, Set<MemoryEntry> found, Standing standing) {
    Map<String, MemoryEntry> wanted = new HashMap<>();
    found.forEach(entry -> wanted.put(standing.of(key, state.server(), entry), entry));
    Map<MemoryEntry, MemorySignature> signed = new HashMap<>();
    for (MemorySignature kept : state.signatures()) {
      MemoryEntry entry = wanted.get(kept.entry());
      if (entry != null && key.isGenuine(kept)) {
        signed.put(entry, kept);
      }
    }
    return signed;
  }

  /** What stands for something of an entry. */
  @FunctionalInterface
  private interface Standing {
    String of(EntryKey key, String server, MemoryEntry entry);
  }

  private <T> List<String> underEach(Collection<T> all, BiFunction<EntryKey, T, String> digest) {
    return keys.stream().flatMap(key -> all.stream().map(one -> digest.apply(key, one))).toList();
  }
}
