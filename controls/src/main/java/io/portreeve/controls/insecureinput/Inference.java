package io.portreeve.controls.insecureinput;

/** What an argument seems to be, going by its name and schema; {@code check} shows each. */
public sealed interface Inference {
  /** Where the argument stands: names, and {@code *} for every element of an array. */
  String pointer();

  /** What led to it, for the operator. */
  String why();

  /** It is judged as this kind unless the operator declares another. */
  record Inferred(String pointer, ArgumentKind kind, String why) implements Inference {}

  /**
   * A whole statement or command: no kind can tell a good one from a bad one. Only hidden
   * characters are taken out; what it may do is for policy and approval.
   */
  record FreeForm(String pointer, ArgumentKind kind, String why) implements Inference {}

  /** Nothing to go by: passed as it is. */
  record Unknown(String pointer, String why) implements Inference {}
}
