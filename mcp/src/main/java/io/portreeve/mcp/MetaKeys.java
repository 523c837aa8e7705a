package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which keys of a {@code _meta} the protocol keeps for itself (specification 2026-07-28, basic,
 * {@code _meta}): a peer that forges one could speak in the name of the other side.
 */
public final class MetaKeys {
  public static final String META = "_meta";
  public static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";

  private static final List<String> OWNERS = List.of("modelcontextprotocol", "mcp");

  private MetaKeys() {}

  /** Whether the second label of the key's prefix is one of the protocol's. */
  public static boolean isReserved(String key) {
    int slash = key.indexOf('/');
    int dot = key.indexOf('.');
    if (dot < 0 || dot > slash) {
      return false;
    }
    int next = key.indexOf('.', dot + 1);
    int end = next < 0 ? slash : Math.min(next, slash);
    return isOwner(key, dot + 1, end);
  }

  private static boolean isOwner(String key, int from, int to) {
    for (String owner : OWNERS) {
      if (owner.length() == to - from && key.startsWith(owner, from)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The same parameters or result without the reserved keys of its {@code _meta} that are not kept.
   */
  public static JsonObject withoutReserved(JsonObject body, Set<String> kept) {
    Predicate<String> stays = key -> kept.contains(key) || !isReserved(key);
    JsonObject meta = body.object(META).orElse(JsonObject.empty());
    JsonObject rest = meta.keepIf(member -> stays.test(member.name()));
    if (rest.size() == meta.size()) {
      return body;
    }
    return rest.size() == 0 ? body.without(META) : body.with(META, rest);
  }
}
