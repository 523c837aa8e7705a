package io.portreeve.gateway.config.form;

/** Says what stands in the file where something else was expected. */
final class Expected {
  private Expected() {}

  /** What the node is, without its text. */
  static String found(Node node) {
    return switch (node) {
      case Node.Text _ -> "is a text";
      case Node.Refused _ -> "is refused";
      case Node.Sequence _ -> "is a list";
      case Node.Mapping _ -> "is a mapping of keys";
      case Node.Literal literal ->
          switch (literal.kind()) {
            case NUMBER -> "is a number";
            case TRUTH -> "is true or false";
            case NOTHING -> "has no value";
          };
    };
  }

  /** Reports that the node is of a wrong kind; nothing of its text is shown. */
  static void report(Node node, String expects, Reading reading) {
    if (node instanceof Node.Refused) {
      return;
    }
    boolean nothing = node instanceof Node.Literal(_, _, var kind, _) && kind == Node.Kind.NOTHING;
    reading.problem(
        node,
        found(node),
        nothing
            ? "remove the key, or give it " + expects
            : "expected " + expects + hint(node, expects));
  }

  private static String hint(Node node, String expects) {
    boolean unquoted = node instanceof Node.Literal && expects.startsWith("a text");
    return unquoted ? ": put it in quotes" : "";
  }
}
