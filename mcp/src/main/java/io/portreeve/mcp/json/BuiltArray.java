package io.portreeve.mcp.json;

import java.util.Iterator;
import java.util.List;

/** An array laid together from elements, each of which may be a view of what was received. */
final class BuiltArray extends JsonArray {
  static final BuiltArray EMPTY = new BuiltArray(List.of());

  private final List<Json> elements;

  BuiltArray(List<Json> elements) {
    this.elements = elements;
  }

  @Override
  public int size() {
    return elements.size();
  }

  @Override
  public Json get(int index) {
    return elements.get(index);
  }

  @Override
  public Iterator<Json> iterator() {
    return elements.iterator();
  }

  @Override
  boolean isPlain() {
    // no iterator: asked of every message
    for (int i = 0; i < elements.size(); i++) {
      if (!JsonLeaves.arePlain(elements.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void writeTo(JsonWriter out) {
    out.punctuation('[');
    for (int i = 0; i < elements.size(); i++) {
      if (i > 0) {
        out.punctuation(',');
      }
      elements.get(i).writeTo(out);
    }
    out.punctuation(']');
  }
}
