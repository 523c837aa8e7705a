package io.portreeve.mcp.json;

import io.portreeve.mcp.json.JsonRefused.Fault;
import java.util.Arrays;

/**
 * The one pass over a received text: checks structure, literals and limits, and notes each value.
 *
 * <p>It does not recurse: an open container's {@code NEXT} holds the container around it until it
 * is closed.
 */
final class TapeReader {
  private static final int NONE = -1;
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  /** The count of what is empty, as it is kept. */
  private static final int NOTHING = ~0;

  private final byte[] bytes;
  private final int origin;
  private final int end;
  private final JsonLimits limits;
  private final StringScanner strings;
  private final NumberScanner numbers;

  private int[] cells;
  private int top;
  private int position;
  private int open = NONE;
  private boolean inObject;
  private int depth;
  private int values;
  private boolean multiLine;

  TapeReader(byte[] bytes, int start, int end, JsonLimits limits) {
    this.bytes = bytes;
    this.origin = start;
    this.end = end;
    this.limits = limits;
    this.position = start;
    this.strings = new StringScanner(bytes, start, end, limits.stringBytes());
    this.numbers = new NumberScanner(bytes, start, end, limits);
    this.cells = new int[Math.clamp((end - start) / 8, 64, 16_384)];
  }

  Tape read() throws JsonRefused {
    value(token());
    while (open != NONE) {
      insideOpen();
    }
    skipSpace();
    if (position < end) {
      throw refuse(Fault.TRAILING_BYTES);
    }
    return new Tape(bytes, origin, cells, multiLine, (strings.all() & (Tape.WIDE | Tape.ODD)) == 0);
  }

  /** Reads on after an opening bracket or after an item: the end, or one more item. */
  private void insideOpen() throws JsonRefused {
    byte b = token();
    if (b == (inObject ? '}' : ']')) {
      close();
      return;
    }
    if (cells[open + Tape.COUNT]-- < NOTHING) {
      expect(b, ',');
      b = token();
    }
    if (inObject) {
      name(b);
      expect(token(), ':');
      b = token();
    }
    value(b);
  }

  private void name(byte b) throws JsonRefused {
    if (b != '"') {
      throw refuse(Fault.UNEXPECTED_BYTE);
    }
    if (~cells[open + Tape.COUNT] > limits.members()) {
      throw refuse(Fault.TOO_MANY_MEMBERS);
    }
    string();
  }

  private void value(byte b) throws JsonRefused {
    if (++values > limits.values()) {
      throw refuse(Fault.TOO_MANY_VALUES);
    }
    switch (b) {
      case '"' -> string();
      case '{' -> open(true);
      case '[' -> open(false);
      case 't' -> literal(TRUE);
      case 'f' -> literal(FALSE);
      case 'n' -> literal(NULL);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> leaf(numbers.scan(position), 0);
      default -> throw refuse(Fault.UNEXPECTED_BYTE);
    }
  }

  private void string() throws JsonRefused {
    int after = strings.scan(position);
    leaf(after, strings.detail());
  }

  private void literal(byte[] text) throws JsonRefused {
    for (int i = 1; i < text.length; i++) {
      if (position + i == end) {
        throw refuse(Fault.UNEXPECTED_END, end);
      }
      if (bytes[position + i] != text[i]) {
        throw refuse(Fault.UNEXPECTED_BYTE, position + i);
      }
    }
    leaf(position + text.length, 0);
  }

  private void leaf(int after, int detail) {
    int cell = append(Tape.LEAF);
    cells[cell + Tape.SIZE] = (after - position) << Tape.DETAIL_BITS | detail;
    position = after;
  }

  private void open(boolean object) throws JsonRefused {
    if (++depth > limits.depth()) {
      throw refuse(Fault.TOO_DEEP);
    }
    int cell = append(Tape.CONTAINER);
    cells[cell + Tape.COUNT] = NOTHING;
    cells[cell + Tape.NEXT] = open;
    cells[cell + Tape.VALUES] = values - 1;
    open = cell;
    inObject = object;
    position++;
  }

  private void close() throws JsonRefused {
    int cell = open;
    open = cells[cell + Tape.NEXT];
    depth--;
    position++;
    cells[cell + Tape.END] = position;
    cells[cell + Tape.NEXT] = top;
    cells[cell + Tape.VALUES] = values - cells[cell + Tape.VALUES];
    if (inObject && ~cells[cell + Tape.COUNT] > 1) {
      refuseDuplicates(cell);
    }
    inObject = open != NONE && bytes[cells[open]] == '{';
  }

  private void refuseDuplicates(int cell) throws JsonRefused {
    Tape soFar = new Tape(bytes, origin, cells, multiLine, false);
    int duplicate = DuplicateNames.firstIn(soFar, cell);
    if (duplicate != DuplicateNames.NONE) {
      throw refuse(Fault.DUPLICATE_NAME, cells[duplicate]);
    }
  }

  /** A new cell that starts here. */
  private int append(int size) {
    if (top + size > cells.length) {
      cells = Arrays.copyOf(cells, cells.length * 2);
    }
    int cell = top;
    cells[cell] = position;
    top += size;
    return cell;
  }

  /** The byte that begins the next token; {@code position} is left on it. */
  private byte token() throws JsonRefused {
    if (position < end && bytes[position] > ' ') {
      return bytes[position];
    }
    skipSpace();
    if (position == end) {
      throw refuse(Fault.UNEXPECTED_END);
    }
    return bytes[position];
  }

  private void skipSpace() {
    while (position < end) {
      switch (bytes[position]) {
        case ' ', '\t' -> position++;
        case '\n', '\r' -> {
          multiLine = true;
          position++;
        }
        default -> {
          return;
        }
      }
    }
  }

  private void expect(byte actual, char expected) throws JsonRefused {
    if (actual != expected) {
      throw refuse(Fault.UNEXPECTED_BYTE);
    }
    position++;
  }

  private JsonRefused refuse(Fault fault) {
    return refuse(fault, position);
  }

  private JsonRefused refuse(Fault fault, int at) {
    return new JsonRefused(fault, at - origin);
  }
}
