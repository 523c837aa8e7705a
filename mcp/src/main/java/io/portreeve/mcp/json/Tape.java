package io.portreeve.mcp.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * A validated text and where its values lie: two ints for each value and each member name, five for
 * a container.
 *
 * <p>A cell is its first index in {@code cells}, and holds where the literal starts. The int after
 * it tells the kinds apart: that of a leaf is its length and, for a string, the detail that it
 * takes to decode it; that of a container is negative, the complement of how many members or
 * elements there are, and followed by where the literal ends, by the cell that follows at the same
 * level, and by how many values there are within it, and itself. An object's name and value cells
 * alternate. The type is the first byte of the literal.
 */
final class Tape {
  /** Of a leaf: its length, above the bits of its detail. */
  static final int SIZE = 1;

  /** Of a container: the complement of how many members or elements it has. */
  static final int COUNT = 1;

  static final int END = 2;
  static final int NEXT = 3;
  static final int VALUES = 4;

  /** What a leaf takes; so many cells after a name stands its value. */
  static final int LEAF = 2;

  static final int CONTAINER = 5;
  static final int DETAIL_BITS = 3;
  static final int DETAIL = (1 << DETAIL_BITS) - 1;

  /** Detail of a string: it holds escapes. */
  static final int ESCAPED = 1;

  /** Detail of a string: it holds bytes beyond ASCII. */
  static final int WIDE = 2;

  /** Detail of a string: a DEL, or an escape of what is not {@link JsonString#isPlain plain}. */
  static final int ODD = 4;

  private final byte[] bytes;
  private final int[] cells;
  private final boolean multiLine;
  private final boolean allPlain;
  private final int origin;

  /**
   * @param multiLine whether line breaks may stand between its tokens
   * @param allPlain whether all its texts are known to be plain
   */
  Tape(byte[] bytes, int origin, int[] cells, boolean multiLine, boolean allPlain) {
    this.bytes = bytes;
    this.origin = origin;
    this.cells = cells;
    this.multiLine = multiLine;
    this.allPlain = allPlain;
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

  JsonKind kind(int cell) {
    return switch (bytes[cells[cell]]) {
      case '{' -> JsonKind.OBJECT;
      case '[' -> JsonKind.ARRAY;
      case '"' -> JsonKind.STRING;
      case 't', 'f' -> JsonKind.BOOLEAN;
      case 'n' -> JsonKind.NULL;
      default -> JsonKind.NUMBER;
    };
  }

  int next(int cell) {
    return cells[cell + SIZE] < 0 ? cells[cell + NEXT] : cell + LEAF;
  }

  /** Where the literal of the value at {@code cell} ends. */
  private int after(int cell) {
    return cells[cell + SIZE] < 0 ? cells[cell + END] : end(cell);
  }

  /** The cell after the one at {@code cell}, be it within it. */
  private int following(int cell) {
    return cell + (cells[cell + SIZE] < 0 ? CONTAINER : LEAF);
  }

  /** Where the literal of the leaf at {@code cell} ends. */
  private int end(int cell) {
    return cells[cell] + (cells[cell + SIZE] >> DETAIL_BITS);
  }

  /** How many members or elements the container at {@code cell} has. */
  int count(int cell) {
    return ~cells[cell + COUNT];
  }

  /** Where the value at {@code cell} starts, counted from the start of the text that was read. */
  int offset(int cell) {
    return cells[cell] - origin;
  }

  /** The literal at {@code cell} as received, for one known to be ASCII. */
  String literal(int cell) {
    return new String(bytes, cells[cell], cells[cell + SIZE] >> DETAIL_BITS, ISO_8859_1);
  }

  /**
   * The length of the integer at {@code cell}; beyond every other for a number that is written as
   * no integer.
   */
  int digits(int cell) {
    int end = end(cell);
    for (int at = cells[cell]; at < end; at++) {
      if (bytes[at] > '9' || bytes[at] == '.') {
        return Integer.MAX_VALUE;
      }
    }
    return end - cells[cell];
  }

  /** The worth of the integer at {@code cell}, which must be short. */
  long integer(int cell) {
    int start = cells[cell];
    int end = end(cell);
    int sign = bytes[start] == '-' ? 1 : 0;
    long worth = 0;
    for (int at = start + sign; at < end; at++) {
      worth = 10 * worth + bytes[at] - '0';
    }
    return sign == 1 ? -worth : worth;
  }

  /** How many bytes the string at {@code cell} has between its quotes. */
  int length(int cell) {
    return (cells[cell + SIZE] >> DETAIL_BITS) - 2;
  }

  /** The decoded text of the string or name at {@code cell}. */
  String text(int cell) {
    int usual = exact(cell) ? UsualWords.place(this, cell) : JsonNames.NONE;
    return usual == JsonNames.NONE ? decoded(cell) : UsualWords.at(usual);
  }

  /** Like {@link #text}, but for those who look names up, as that does itself. */
  String decoded(int cell) {
    int start = cells[cell] + 1;
    int length = length(cell);
    return switch (cells[cell + SIZE] & (ESCAPED | WIDE)) {
      case 0 -> new String(bytes, start, length, ISO_8859_1);
      case WIDE -> new String(bytes, start, length, UTF_8);
      default -> Unescaper.text(bytes, start, start + length);
    };
  }

  /** Whether the string at {@code cell} is written without any escape. */
  boolean unescaped(int cell) {
    return (cells[cell + SIZE] & ESCAPED) == 0;
  }

  /** Whether every text at {@code cell} and within it is plain; decodes none. */
  boolean plain(int cell) {
    int end = allPlain ? cell : next(cell);
    for (int at = cell; at < end; at = following(at)) {
      if (cells[at + SIZE] >= 0 && (cells[at + SIZE] & (WIDE | ODD)) != 0) {
        return false;
      }
    }
    return true;
  }

  /** How many values there are at {@code cell} and within it; names are none. */
  int values(int cell) {
    return cells[cell + SIZE] < 0 ? cells[cell + VALUES] : 1;
  }

  /** How many levels there are at {@code cell}: one where nothing is within it. */
  int levels(int cell) {
    if (cells[cell + SIZE] >= 0) {
      return 1;
    }
    int name = bytes[cells[cell]] == '{' ? LEAF : 0;
    int deepest = 0;
    for (int at = cell + CONTAINER + name; at < next(cell) + name; at = next(at) + name) {
      deepest = Math.max(deepest, levels(at));
    }
    return deepest + 1;
  }

  /** The text of the value at {@code cell} as it was received. */
  JsonText received(int cell) {
    return new JsonText(bytes, cells[cell], after(cell));
  }

  /** Whether the name at {@code cell} decodes to {@code name}; decodes only if it must. */
  boolean named(int cell, String name) {
    if (!exact(cell)) {
      return text(cell).equals(name);
    }
    int start = cells[cell] + 1;
    int length = name.length();
    if (length(cell) != length) {
      return false;
    }
    // From its end: names of one length often begin alike.
    for (int i = length - 1; i >= 0; i--) {
      if (bytes[start + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bytes of the string at {@code cell} are its text, in plain ASCII. */
  boolean exact(int cell) {
    return (cells[cell + SIZE] & DETAIL) == 0;
  }

  /** The word of the string at {@code cell} as it is written. */
  long word(int cell) {
    int start = cells[cell] + 1;
    return NameWord.of(bytes, start, start + length(cell));
  }

  /** Whether the {@linkplain #exact exact} string at {@code cell} is of these bytes. */
  boolean holds(int cell, byte[] text) {
    int start = cells[cell] + 1;
    return Arrays.equals(bytes, start, start + length(cell), text, 0, text.length);
  }

  /** Whether two unescaped strings are equal. */
  boolean sameLiteral(int one, int other) {
    return Arrays.equals(bytes, cells[one], end(one), bytes, cells[other], end(other));
  }

  void write(int cell, JsonWriter out) {
    out.slice(bytes, cells[cell], after(cell), multiLine);
  }
}
