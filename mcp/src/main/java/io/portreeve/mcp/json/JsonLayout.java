package io.portreeve.mcp.json;

/**
 * Where the values of one text lie, for whoever looks at very many of them: each is told by an int,
 * and nothing is made of it before it is asked for.
 *
 * <p>An int that did not come from here means nothing here. Within an object, names and values
 * alternate; an int that is the container's {@link #after} stands beyond its last value.
 */
public final class JsonLayout {
  /** No integer of so few digits that a {@code long} holds each. */
  public static final long NO_SHORT_INTEGER = Long.MIN_VALUE;

  /** Whatever was made here was within some limits already. */
  private static final JsonLimits WIDE =
      JsonLimits.defaults()
          .withBytes(Integer.MAX_VALUE - 64)
          .withDepth(JsonLimits.MAX_DEPTH)
          .withMembers(JsonLimits.MAX_VALUES)
          .withValues(JsonLimits.MAX_VALUES)
          .withStringBytes(JsonLimits.MAX_STRING_BYTES)
          .withNumberBytes(10_000)
          .withExponentDigits(4);

  private final Tape tape;
  private final int root;

  private JsonLayout(Tape tape, int root) {
    this.tape = tape;
    this.root = root;
  }

  /**
   * That of a value: as it was received, or else as it would be written.
   *
   * @throws JsonRefused if it was not received, and what would be written cannot be read
   */
  public static JsonLayout of(Json json) throws JsonRefused {
    return switch (json) {
      case ReadObject object -> object.layout();
      case ReadArray array -> array.layout();
      case BuiltObject _, BuiltArray _, JsonString _, JsonNumber _, JsonBoolean _, JsonNull _ ->
          written(json.toBytes());
    };
  }

  private static JsonLayout written(byte[] bytes) throws JsonRefused {
    return new JsonLayout(new TapeReader(bytes, 0, bytes.length, WIDE).read(), 0);
  }

  static JsonLayout at(Tape tape, int cell) {
    return new JsonLayout(tape, cell);
  }

  /** How many values there are, containers included and names not. */
  int values() {
    return tape.values(root);
  }

  /** How many levels there are. */
  int levels() {
    return tape.levels(root);
  }

  /** The text of it all as it was received. */
  JsonText received() {
    return tape.received(root);
  }

  /** The value that all others lie in. */
  public int root() {
    return root;
  }

  /** What is at {@code value}. */
  public JsonKind kind(int value) {
    return tape.kind(value);
  }

  /** The first element of an array, or the first name of an object. */
  public int first(int container) {
    return container + Tape.CONTAINER;
  }

  /** What follows a value at the same level: an element, or a name. */
  public int after(int value) {
    return tape.next(value);
  }

  /** The value of the member that {@code name} names. */
  public int named(int name) {
    return name + Tape.LEAF;
  }

  /** How many elements or members there are. */
  public int count(int container) {
    return tape.count(container);
  }

  /** What the text surely has no more characters than. */
  public int mostCharacters(int string) {
    return tape.length(string);
  }

  /** The decoded text. */
  public String text(int string) {
    return tape.text(string);
  }

  /** The worth of {@code number}, or {@link #NO_SHORT_INTEGER} unless it is written as one. */
  public long shortInteger(int number) {
    return tape.digits(number) <= JsonNumber.LONG_DIGITS ? tape.integer(number) : NO_SHORT_INTEGER;
  }

  /** A view of what is at {@code value}. */
  public Json view(int value) {
    return tape.view(value);
  }

  /**
   * The place of {@code name} in {@code names}, or {@link JsonNames#NONE}.
   *
   * @param likely the place that is looked at first: not negative, and maybe beyond the last
   */
  public int place(int name, JsonNames names, int likely) {
    return names.place(tape, name, likely);
  }
}
