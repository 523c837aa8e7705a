package io.portreeve.agent.langchain4j;

/** What is heard of one use of a tool so far; its arguments are text, of which nothing is known. */
final class HeardUse {
  private String id = "";
  private String name = "";
  private final StringBuilder arguments = new StringBuilder();

  /** Some servers say it again with every piece, and some say it empty. */
  void id(String said) {
    if (id.isEmpty()) {
      id = said;
    }
  }

  /** Some servers say it again with every piece, and some in pieces. */
  void name(String said) {
    if (!name.equals(said)) {
      name += said;
    }
  }

  void arguments(String piece) {
    arguments.append(piece);
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  String arguments() {
    return arguments.toString();
  }
}
