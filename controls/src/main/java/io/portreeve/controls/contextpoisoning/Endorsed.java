package io.portreeve.controls.contextpoisoning;

/**
 * A value that a person stood up for: of this argument of this tool, and of no other.
 *
 * @param member the member within the argument that it stands in; the argument itself if in none
 * @param text the value, letter by letter
 */
record Endorsed(String server, String tool, String argument, String member, String text) {
  static Endorsed of(Sink sink, Deciding value) {
    return new Endorsed(
        sink.server(), sink.name(), value.argument(), value.scalar().name(), value.scalar().text());
  }
}
