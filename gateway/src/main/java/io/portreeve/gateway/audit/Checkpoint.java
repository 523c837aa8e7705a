package io.portreeve.gateway.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.portreeve.gateway.store.Digest;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A signed record over the records since the last one.
 *
 * <p>The signature covers every byte of the line before it, so the number, the hash of the record
 * before (and with it the whole chain), the range and the Merkle root. There is exactly one line
 * for one checkpoint: whatever differs in a single byte is no checkpoint.
 *
 * @param from the first record under the root
 * @param through the last record under the root, the one before this
 */
record Checkpoint(
    long seq,
    Digest prev,
    Instant time,
    String key,
    long from,
    long through,
    Digest root,
    String reason,
    String signature) {
  Checkpoint {
    if (!signature.matches("[0-9a-f]{128}")) {
      throw new IllegalArgumentException("an Ed25519 signature has 64 bytes");
    }
  }

  /** The reason of the last one before an orderly end, by which that differs from a kill. */
  static final String CLOSE = "close";

  private static final byte[] DOMAIN = "portreeve-audit-checkpoint/1\n".getBytes(US_ASCII);
  private static final String SIGNATURE = ",\"signature\":\"";

  /** Makes and signs the line of a checkpoint. */
  static byte[] line(
      long seq, Digest prev, Instant time, long from, Digest root, String reason, SigningKey key) {
    byte[] unsigned = unsigned(seq, prev, time, key.verifying().id(), from, root, reason);
    return sealed(unsigned, HexFormat.of().formatHex(key.sign(message(unsigned))));
  }

  /** Reads a line; empty if it is not, byte for byte, one that {@link #line} would write. */
  static Optional<Checkpoint> read(byte[] line) {
    try {
      Json json = JsonReader.read(line, JsonLimits.defaults());
      Optional<Checkpoint> found =
          json instanceof JsonObject object ? Optional.of(of(object)) : Optional.empty();
      return found.filter(checkpoint -> Arrays.equals(checkpoint.line(), line));
    } catch (JsonRefused | DateTimeException | IllegalArgumentException | MissingPart e) {
      return Optional.empty();
    }
  }

  boolean isSignedBy(VerifyingKey verifier) {
    return key.equals(verifier.id())
        && verifier.verifies(message(unsigned()), HexFormat.of().parseHex(signature));
  }

  byte[] line() {
    return sealed(unsigned(), signature);
  }

  private byte[] unsigned() {
    return unsigned(seq, prev, time, key, from, root, reason);
  }

  private static Checkpoint of(JsonObject line) throws MissingPart {
    JsonObject fields = line.object("fields").orElseThrow(MissingPart::new);
    return new Checkpoint(
        line.integer("seq").orElseThrow(MissingPart::new),
        new Digest(text(line, "prev")),
        Instant.parse(text(line, "time")),
        text(fields, "key"),
        fields.integer("from").orElseThrow(MissingPart::new),
        fields.integer("through").orElseThrow(MissingPart::new),
        new Digest(text(fields, "root")),
        text(fields, "reason"),
        text(fields, "signature"));
  }

  private static String text(JsonObject object, String name) throws MissingPart {
    return object.string(name).orElseThrow(MissingPart::new);
  }

  private static byte[] unsigned(
      long seq, Digest prev, Instant time, String key, long from, Digest root, String reason) {
    byte[] fields =
        JsonObject.builder()
            .put("key", key)
            .put("from", from)
            .put("through", seq - 1)
            .put("root", root.hex())
            .put("reason", reason)
            .build()
            .toLine();
    byte[] line =
        RecordLine.line(seq, prev.bytes(), RecordLine.body(AuditKind.CHECKPOINT, "", time, fields));
    // Without the braces that close the fields and the record: the signature still goes in there.
    return Arrays.copyOf(line, line.length - 2);
  }

  private static byte[] sealed(byte[] unsigned, String signature) {
    byte[] tail = (SIGNATURE + signature + "\"}}").getBytes(US_ASCII);
    return join(unsigned, tail);
  }

  private static byte[] message(byte[] unsigned) {
    return join(DOMAIN, unsigned);
  }

  private static byte[] join(byte[] left, byte[] right) {
    byte[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  /** A line lacks a member that every checkpoint has. */
  private static final class MissingPart extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
