package io.portreeve.mcp.json;

/** Those of an object as it was received. */
final class ReadMembers implements NamedMembers {
  private final Tape tape;
  private final JsonNames names;
  private final int end;
  private int name;
  private int following;
  private int guess;

  ReadMembers(Tape tape, int object, JsonNames names) {
    this.tape = tape;
    this.names = names;
    this.end = tape.next(object);
    this.following = object + Tape.CONTAINER;
  }

  @Override
  public boolean next() {
    name = following;
    if (name >= end) {
      return false;
    }
    following = tape.next(name + Tape.LEAF);
    return true;
  }

  @Override
  public int place() {
    int place = names.place(tape, name, guess);
    guess = place + 1;
    return place;
  }

  @Override
  public Json value() {
    return tape.view(name + Tape.LEAF);
  }
}
