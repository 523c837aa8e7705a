package io.portreeve.mcp.json;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** An object as it was received. */
final class ReadObject extends JsonObject {
  private final Tape tape;
  private final int cell;
  private @Nullable NameIndex index;

  ReadObject(Tape tape, int cell) {
    this.tape = tape;
    this.cell = cell;
  }

  @Override
  public int size() {
    return tape.count(cell);
  }

  @Override
  public Iterator<JsonMember> iterator() {
    return new Iterator<>() {
      private int at = first();

      @Override
      public boolean hasNext() {
        return at < tape.next(cell);
      }

      @Override
      public JsonMember next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        int name = at;
        at = after(name);
        return new JsonMember(new JsonString(tape, name), tape.view(valueOf(name)));
      }
    };
  }

  @Override
  @Nullable Json find(String name) {
    int at = place(name);
    return at < 0 ? null : tape.view(valueOf(at));
  }

  /** Makes no view. */
  @Override
  public boolean has(String name) {
    return place(name) >= 0;
  }

  private int place(String name) {
    return size() > NameIndex.WORTHWHILE ? index().place(name) : search(name);
  }

  private int search(String name) {
    int end = tape.next(cell);
    for (int at = first(); at < end; at = after(at)) {
      if (tape.named(at, name)) {
        return at;
      }
    }
    return -1;
  }

  private NameIndex index() {
    NameIndex known = index;
    if (known == null) {
      Map<String, Integer> places = HashMap.newHashMap(size());
      for (int at = first(); at < tape.next(cell); at = after(at)) {
        places.put(tape.text(at), at);
      }
      known = new NameIndex(places);
      index = known;
    }
    return known;
  }

  @Override
  boolean isPlain() {
    return tape.plain(cell);
  }

  /** Where what is within it lies, and how much of it there is. */
  JsonLayout layout() {
    return JsonLayout.at(tape, cell);
  }

  private int first() {
    return cell + Tape.CONTAINER;
  }

  private static int valueOf(int name) {
    return name + Tape.LEAF;
  }

  private int after(int name) {
    return tape.next(valueOf(name));
  }

  @Override
  public void writeTo(JsonWriter out) {
    tape.write(cell, out);
  }
}
