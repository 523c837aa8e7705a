package io.portreeve.agent.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.agent.memory.MemoryId.Kind;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * {@link Heads} in a gateway's store. Who writes a memory holds its page alone, so no two write.
 */
public record StoredHeads(Settings settings) implements Heads {
  private static final String PREFIX = "memory-head/";

  @Override
  public Optional<Head> find(MemoryId id) {
    return settings.get(PREFIX + id.digest()).map(StoredHeads::head);
  }

  @Override
  public void put(Head head) {
    Optional<Head> earlier = find(head.id());
    if (earlier.isPresent()
        && earlier.get().generation().equals(head.generation())
        && earlier.get().sequence() > head.sequence()) {
      throw new IllegalStateException("a memory does not become shorter");
    }
    settings.put(PREFIX + head.id().digest(), json(head).toString().getBytes(UTF_8));
  }

  @Override
  public void remove(MemoryId id) {
    var _ = settings.remove(PREFIX + id.digest());
  }

  @Override
  public List<Head> all() {
    return settings.names(PREFIX).stream()
        .flatMap(name -> settings.get(name).stream())
        .map(StoredHeads::head)
        .toList();
  }

  private static JsonObject json(Head head) {
    return JsonObject.empty()
        .with("kind", head.id().kind().name())
        .with("owner", head.id().owner())
        .with("name", head.id().name())
        .with("generation", head.generation())
        .with("sequence", head.sequence())
        .with("mac", head.mac())
        .with("first", head.first());
  }

  private static Head head(byte[] kept) {
    try {
      if (JsonReader.read(kept, JsonLimits.defaults()) instanceof JsonObject json) {
        MemoryId id =
            new MemoryId(
                Kind.valueOf(json.string("kind").orElseThrow()),
                json.string("owner").orElseThrow(),
                json.string("name").orElseThrow());
        return new Head(
            id,
            json.string("generation").orElseThrow(),
            json.integer("sequence").orElseThrow(),
            json.string("mac").orElseThrow(),
            json.integer("first").orElseThrow());
      }
    } catch (JsonRefused | NoSuchElementException | IllegalArgumentException broken) {
      throw new StoreUnavailable("what the store says of a memory cannot be read", broken);
    }
    throw new StoreUnavailable("what the store says of a memory is no object");
  }
}
