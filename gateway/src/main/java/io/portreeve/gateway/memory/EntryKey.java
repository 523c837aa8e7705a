package io.portreeve.gateway.memory;

import io.portreeve.controls.contextpoisoning.MemoryEntry;
import io.portreeve.gateway.keys.Hmac;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.store.MemoryHead;
import io.portreeve.gateway.store.MemorySignature;
import io.portreeve.gateway.store.MemoryState;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

/**
 * Signs under one key: HMAC-SHA-256 over JSON arrays, the first element of which says what the
 * others are, so that nothing that is signed as one thing counts as another.
 */
final class EntryKey {
  private final Hmac hmac;

  EntryKey(Secret secret) {
    this.hmac = new Hmac(secret, "memory");
  }

  /** What stands for an entry of a server. */
  String entry(String server, MemoryEntry entry) {
    JsonArray words = JsonArray.ofStrings(entry.words());
    return mac(text("entry"), text(server), text(entry.kind().name()), words);
  }

  /** What stands for a name in the memory of a server. */
  String name(String server, String name) {
    return mac(text("name"), text(server), text(name));
  }

  /** What stands for the decision that an entry is to be hidden without a word. */
  String discarded(String server, MemoryEntry entry) {
    JsonArray words = JsonArray.ofStrings(entry.words());
    return mac(text("discarded"), text(server), text(entry.kind().name()), words);
  }

  /** That decision. It is about no name, so nothing that is deleted takes it back. */
  MemorySignature discard(String server, MemoryEntry entry, String by, Instant at) {
    return sealed(
        new MemorySignature(
            server,
            discarded(server, entry),
            "",
            "",
            by,
            true,
            at.truncatedTo(ChronoUnit.MICROS),
            ""));
  }

  /** Whether it is one, and no signature of an entry: every entry is about something. */
  static boolean discards(MemorySignature signature) {
    return signature.about().isEmpty();
  }

  MemorySignature sign(
      String server, MemoryEntry entry, String writer, boolean tainted, Instant at) {
    List<String> about = entry.about().stream().map(name -> name(server, name)).toList();
    MemorySignature unsealed =
        new MemorySignature(
            server,
            entry(server, entry),
            about.getFirst(),
            about.size() > 1 ? about.getLast() : "",
            writer,
            tainted,
            at.truncatedTo(ChronoUnit.MICROS),
            "");
    return sealed(unsealed);
  }

  /** Whether it is as it was signed under this key. */
  boolean isGenuine(MemorySignature signature) {
    return MessageDigest.isEqual(bytes(sealed(signature).seal()), bytes(signature.seal()));
  }

  /** The head of what there is after so many changes. */
  MemoryHead head(MemoryState of, long changes) {
    List<String> seals = of.signatures().stream().map(MemorySignature::seal).toList();
    String seal =
        mac(text("head"), text(of.server()), JsonNumber.of(changes), JsonArray.ofStrings(seals));
    return new MemoryHead(of.server(), changes, seals.size(), seal);
  }

  /** Whether nothing was added to it or taken away since its head was made under this key. */
  boolean isWhole(MemoryState state, MemoryHead head) {
    MemoryHead right = head(state, head.changes());
    return head.entries() == right.entries()
        && MessageDigest.isEqual(bytes(right.seal()), bytes(head.seal()));
  }

  private MemorySignature sealed(MemorySignature of) {
    String seal =
        mac(
            text("seal"),
            text(of.server()),
            text(of.entry()),
            text(of.about()),
            text(of.other()),
            text(of.writer()),
            JsonBoolean.of(of.tainted()),
            JsonNumber.of(ChronoUnit.MICROS.between(Instant.EPOCH, of.signed())));
    return new MemorySignature(
        of.server(),
        of.entry(),
        of.about(),
        of.other(),
        of.writer(),
        of.tainted(),
        of.signed(),
        seal);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Json text(String text) {
    return JsonString.of(text);
  }

  private String mac(Json... parts) {
    return HexFormat.of().formatHex(hmac.of(JsonArray.of(parts).toBytes()));
  }
}
