package io.portreeve.mcp.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * A validated text and where its values lie: four ints for each value and each member name.
 *
 * <p>A cell is its first index in {@code cells}. It holds where the literal starts, where it ends,
 * the cell that follows it at the same level, and its detail: for a container the number of its
 * members or elements, for a string what it takes to decode it. An object's name and value cells
 * alternate. The type is the first byte of the literal.
 */
final class Tape {
  static final int START = 0;
  static final int END = 1;
  static final int NEXT = 2;
  static final int DETAIL = 3;
  static final int STRIDE = 4;

  /** Detail of a string: it holds escapes. */
  static final int ESCAPED = 1;

  /** Detail of a string: it holds bytes beyond ASCII. */
  static final int WIDE = 2;

  private final byte[] bytes;
  private final int[] cells;
  private final boolean multiLine;
  private final int origin;

  Tape(byte[] bytes, int origin, int[] cells, boolean multiLine) {
    this.bytes = bytes;
    this.origin = origin;
    this.cells = cells;
    this.multiLine = multiLine;
  }

  /** A view of the value at {@code cell}. */
  Json view(int cell) {
    return switch (bytes[cells[cell]]) {
      case '{' -> new ReadObject(this, cell);
      case '[' -> new ReadArray(this, cell);
      case '"' -> new JsonString(this, cell);
      case 't' -> JsonBoolean.TRUE;
      case 'f' -> JsonBoolean.FALSE;
      case 'n' -> JsonNull.NULL;
      default -> new JsonNumber(this, cell);
    };
  }

  int next(int cell) {
    return cells[cell + NEXT];
  }

  /** How many members or elements the container at {@code cell} has. */
  int count(int cell) {
    return cells[cell + DETAIL];
  }

  /** Where the value at {@code cell} starts, counted from the start of the text that was read. */
  int offset(int cell) {
    return cells[cell] - origin;
  }

  /** The literal at {@code cell} as received, for one known to be ASCII. */
  String literal(int cell) {
    int start = cells[cell];
    return new String(bytes, start, cells[cell + END] - start, ISO_8859_1);
  }

  /** The decoded text of the string or name at {@code cell}. */
  String text(int cell) {
    int start = cells[cell] + 1;
    int length = cells[cell + END] - 1 - start;
    return switch (cells[cell + DETAIL]) {
      case 0 -> new String(bytes, start, length, ISO_8859_1);
      case WIDE -> new String(bytes, start, length, UTF_8);
      default -> Unescaper.text(bytes, start, start + length);
    };
  }

  /** Whether the string at {@code cell} is written without any escape. */
  boolean plain(int cell) {
    return (cells[cell + DETAIL] & ESCAPED) == 0;
  }

  /** Whether the name at {@code cell} decodes to {@code name}; decodes only if it must. */
  boolean named(int cell, String name) {
    if (cells[cell + DETAIL] != 0) {
      return text(cell).equals(name);
    }
    int start = cells[cell] + 1;
    int length = name.length();
    if (cells[cell + END] - 1 - start != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[start + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** From 0 to 63, and equal for equal unescaped strings. */
  int mark(int cell) {
    int start = cells[cell];
    int end = cells[cell + END];
    return (end - start + 3 * bytes[start + 1] + 7 * bytes[end - 2]) & 63;
  }

  /** Whether two unescaped strings are equal. */
  boolean sameLiteral(int one, int other) {
    return Arrays.equals(
        bytes, cells[one], cells[one + END], bytes, cells[other], cells[other + END]);
  }

  void write(int cell, JsonWriter out) {
    out.slice(bytes, cells[cell], cells[cell + END], multiLine);
  }
}
