package io.portreeve.mcp.json;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An array as it was received. */
final class ReadArray extends JsonArray {
  private final Tape tape;
  private final int cell;
  private @Nullable Places places;

  ReadArray(Tape tape, int cell) {
    this.tape = tape;
    this.cell = cell;
  }

  @Override
  public int size() {
    return tape.count(cell);
  }

  @Override
  public Json get(int index) {
    Objects.checkIndex(index, size());
    return tape.view(places().cell(index));
  }

  @Override
  public Iterator<Json> iterator() {
    return new Iterator<>() {
      private int at = cell + Tape.CONTAINER;

      @Override
      public boolean hasNext() {
        return at < tape.next(cell);
      }

      @Override
      public Json next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        int element = at;
        at = tape.next(element);
        return tape.view(element);
      }
    };
  }

  @Override
  boolean isPlain() {
    return tape.plain(cell);
  }

  /** Where what is within it lies, and how much of it there is. */
  JsonLayout layout() {
    return JsonLayout.at(tape, cell);
  }

  private Places places() {
    Places known = places;
    if (known == null) {
      known = Places.of(tape, cell);
      places = known;
    }
    return known;
  }

  @Override
  public void writeTo(JsonWriter out) {
    tape.write(cell, out);
  }

  /** Where each element stands; its field is final, so no thread sees a half-filled one. */
  private static final class Places {
    private final int[] cells;

    private Places(int[] cells) {
      this.cells = cells;
    }

    static Places of(Tape tape, int array) {
      int[] cells = new int[tape.count(array)];
      int at = array + Tape.CONTAINER;
      for (int i = 0; i < cells.length; i++) {
        cells[i] = at;
        at = tape.next(at);
      }
      return new Places(cells);
    }

    int cell(int index) {
      return cells[index];
    }
  }
}
