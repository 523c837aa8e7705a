package io.portreeve.agent.memory;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Whose memory, and which of his.
 *
 * @param owner on whose authority it is written and read; what is one owner's is no other's
 * @param name of the conversation; empty for notes
 */
public record MemoryId(Kind kind, String owner, String name) {
  /** What is in it. */
  public enum Kind {
    /** What was said, in its order. */
    CONVERSATION,
    /** What is to be known in every conversation of the owner. */
    NOTES
  }

  public static MemoryId conversation(String owner, String name) {
    return new MemoryId(Kind.CONVERSATION, owner, name);
  }

  public static MemoryId notes(String owner) {
    return new MemoryId(Kind.NOTES, owner, "");
  }

  /** What it is filed under: tells nothing of its names, and is safe as the name of a file. */
  public String digest() {
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(in(new Fields()).bytes());
      return HexFormat.of().formatHex(sha, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** These fields after others. */
  Fields in(Fields fields) {
    return fields.text(kind.name()).text(owner).text(name);
  }

  /** In words, for messages. */
  @Override
  public String toString() {
    return switch (kind) {
      case CONVERSATION -> "the conversation " + name + " of " + owner;
      case NOTES -> "the notes of " + owner;
    };
  }
}
