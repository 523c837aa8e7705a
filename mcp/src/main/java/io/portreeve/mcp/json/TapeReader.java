package io.portreeve.mcp.json;

import io.portreeve.mcp.json.JsonRefused.Fault;
import java.util.Arrays;

/**
 * The one pass over a received text: checks structure, literals and limits, and notes each value.
 *
 * <p>It does not recurse: an open container's {@code NEXT} holds the container around it until it
 * is closed.
 *
 * <p>Most objects in an array have the names of the one before, in the same order: its twin. As
 * long as an object does, each of its names is compared with that of the twin, which was checked
 * already, alone and among the others. Until the object is closed, its {@code END} holds the name
 * of the twin that is due.
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
  private final int mostDepth;
  private final int mostMembers;
  private final int mostValues;
  private final StringScanner strings;
  private final NumberScanner numbers;

  private final NameMarks marks = new NameMarks();

  private int[] cells;
  private int top;
  private int open = NONE;

  /** The container that was closed last. */
  private int closed = NONE;

  private boolean inObject;
  private int depth;
  private int values;
  private boolean multiLine;

  TapeReader(byte[] bytes, int start, int end, JsonLimits limits) {
    this.bytes = bytes;
    this.origin = start;
    this.end = end;
    this.mostDepth = limits.depth();
    this.mostMembers = limits.members();
    this.mostValues = limits.values();
    this.strings = new StringScanner(bytes, start, end, limits.stringBytes());
    this.numbers = new NumberScanner(bytes, start, end, limits);
    this.cells = new int[room(end - start)];
  }

  /** For most messages enough: short ones have more values in as many bytes than long ones. */
  private static int room(int length) {
    return Math.clamp(Math.min(length / 6, length / 8 + 64), 64, 16_384);
  }

  Tape read() throws JsonRefused {
    int at = value(token(origin));
    while (open != NONE) {
      at = insideOpen(at);
    }
    at = skipSpace(at);
    if (at < end) {
      throw refuse(Fault.TRAILING_BYTES, at);
    }
    return new Tape(bytes, origin, cells, multiLine, (strings.all() & (Tape.WIDE | Tape.ODD)) == 0);
  }

  /** Reads on after an opening bracket or after an item: the end, or one more item. */
  private int insideOpen(int from) throws JsonRefused {
    int at = token(from);
    if (bytes[at] == (inObject ? '}' : ']')) {
      return close(at);
    }
    int before = cells[open + Tape.COUNT];
    cells[open + Tape.COUNT] = before - 1;
    if (before < NOTHING) {
      at = token(after(at, ','));
    }
    if (inObject) {
      at = token(after(token(name(at, ~before)), ':'));
    }
    return value(at);
  }

  /** A name, after so many others. */
  private int name(int at, int others) throws JsonRefused {
    if (bytes[at] != '"') {
      throw refuse(Fault.UNEXPECTED_BYTE, at);
    }
    int due = cells[open + Tape.END];
    if (due != NONE) {
      int after = named(due, at);
      if (after != NONE) {
        return after;
      }
      leaveTwin(others);
    }
    if (others >= mostMembers) {
      throw refuse(Fault.TOO_MANY_MEMBERS, at);
    }
    int after = string(at);
    marks.add(bytes, at + 1, after - 1, (strings.detail() & Tape.ESCAPED) != 0);
    return after;
  }

  /** Takes the name at {@code at} if it is the one that is due; the twin may have no more. */
  private int named(int due, int at) {
    if (due == open) {
      return NONE;
    }
    int detailed = cells[due + Tape.SIZE];
    int after = at + (detailed >> Tape.DETAIL_BITS);
    if (after > end || !NameWord.same(bytes, cells[due], at, after)) {
      return NONE;
    }
    cells[open + Tape.END] = next(due + Tape.LEAF);
    return leaf(at, after, detailed & Tape.DETAIL);
  }

  /** From here on the names differ: those before are marked after all. */
  private void leaveTwin(int names) {
    cells[open + Tape.END] = NONE;
    int name = open + Tape.CONTAINER;
    for (int i = 0; i < names; i++) {
      int size = cells[name + Tape.SIZE];
      int after = cells[name] + (size >> Tape.DETAIL_BITS);
      marks.add(bytes, cells[name] + 1, after - 1, (size & Tape.ESCAPED) != 0);
      name = next(name + Tape.LEAF);
    }
  }

  private int next(int cell) {
    return cells[cell + Tape.SIZE] < 0 ? cells[cell + Tape.NEXT] : cell + Tape.LEAF;
  }

  private int value(int at) throws JsonRefused {
    if (++values > mostValues) {
      throw refuse(Fault.TOO_MANY_VALUES, at);
    }
    return switch (bytes[at]) {
      case '"' -> string(at);
      case '{' -> open(at, true);
      case '[' -> open(at, false);
      case 't' -> literal(at, TRUE);
      case 'f' -> literal(at, FALSE);
      case 'n' -> literal(at, NULL);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> leaf(at, numbers.scan(at), 0);
      default -> throw refuse(Fault.UNEXPECTED_BYTE, at);
    };
  }

  private int string(int at) throws JsonRefused {
    int after = strings.scan(at);
    return leaf(at, after, strings.detail());
  }

  private int literal(int at, byte[] text) throws JsonRefused {
    for (int i = 1; i < text.length; i++) {
      if (at + i == end) {
        throw refuse(Fault.UNEXPECTED_END, end);
      }
      if (bytes[at + i] != text[i]) {
        throw refuse(Fault.UNEXPECTED_BYTE, at + i);
      }
    }
    return leaf(at, at + text.length, 0);
  }

  private int leaf(int at, int after, int detail) {
    int cell = append(at, Tape.LEAF);
    cells[cell + Tape.SIZE] = (after - at) << Tape.DETAIL_BITS | detail;
    return after;
  }

  private int open(int at, boolean object) throws JsonRefused {
    if (depth == mostDepth) {
      throw refuse(Fault.TOO_DEEP, at);
    }
    int cell = append(at, Tape.CONTAINER);
    cells[cell + Tape.COUNT] = NOTHING;
    cells[cell + Tape.END] = object ? twin(cell) : NONE;
    cells[cell + Tape.NEXT] = open;
    cells[cell + Tape.VALUES] = values - 1;
    open = cell;
    inObject = object;
    marks.open(depth++);
    return at + 1;
  }

  /** The first name of the object that ended where the one at {@code cell} begins. */
  private int twin(int cell) {
    boolean before = closed != NONE && cells[closed + Tape.NEXT] == cell;
    return before && bytes[cells[closed]] == '{' ? closed + Tape.CONTAINER : NONE;
  }

  private int close(int at) throws JsonRefused {
    int cell = open;
    closed = cell;
    open = cells[cell + Tape.NEXT];
    cells[cell + Tape.END] = at + 1;
    cells[cell + Tape.NEXT] = top;
    cells[cell + Tape.VALUES] = values - cells[cell + Tape.VALUES];
    boolean doubtful = marks.close(--depth);
    if (inObject && doubtful) {
      refuseDuplicates(cell);
    }
    inObject = open != NONE && bytes[cells[open]] == '{';
    return at + 1;
  }

  private void refuseDuplicates(int cell) throws JsonRefused {
    Tape soFar = new Tape(bytes, origin, cells, multiLine, false);
    int duplicate = DuplicateNames.firstIn(soFar, cell);
    if (duplicate != DuplicateNames.NONE) {
      throw refuse(Fault.DUPLICATE_NAME, cells[duplicate]);
    }
  }

  /** A new cell for what starts at {@code at}. */
  private int append(int at, int size) {
    if (top + size > cells.length) {
      cells = Arrays.copyOf(cells, cells.length * 2);
    }
    int cell = top;
    cells[cell] = at;
    top += size;
    return cell;
  }

  /** Where the next token begins, from {@code from} on. */
  private int token(int from) throws JsonRefused {
    if (from < end && bytes[from] > ' ') {
      return from;
    }
    int at = skipSpace(from);
    if (at == end) {
      throw refuse(Fault.UNEXPECTED_END, at);
    }
    return at;
  }

  private int skipSpace(int from) {
    for (int at = from; at < end; at++) {
      switch (bytes[at]) {
        case ' ', '\t' -> {}
        case '\n', '\r' -> multiLine = true;
        default -> {
          return at;
        }
      }
    }
    return end;
  }

  private int after(int at, char expected) throws JsonRefused {
    if (bytes[at] != expected) {
      throw refuse(Fault.UNEXPECTED_BYTE, at);
    }
    return at + 1;
  }

  private JsonRefused refuse(Fault fault, int at) {
    return new JsonRefused(fault, at - origin);
  }
}
