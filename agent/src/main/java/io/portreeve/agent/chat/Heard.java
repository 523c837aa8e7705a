package io.portreeve.agent.chat;

import io.portreeve.guard.Confidentiality;
import io.portreeve.guard.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What a conversation has heard by now, by the labels of what its tools answered. */
final class Heard {
  private final TreeMap<String, Label> byServer = new TreeMap<>();
  private Label all = Label.trusted();

  void hear(String server, Label label) {
    all = all.join(label);
    byServer.merge(server, label, Label::join);
  }

  /** For the prompt; empty if nothing was heard that changes what may be done. */
  String brief() {
    return all.tainted() || secret(all) ? words(all) : "";
  }

  /** A line for each server that was heard. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    byServer.forEach((server, label) -> lines.add(server + ": " + words(label)));
    return lines;
  }

  static String words(Optional<Label> label) {
    return label.map(Heard::words).orElse("without a label");
  }

  private static String words(Label label) {
    return (label.tainted() ? "untrusted" : "trusted")
        + (secret(label) ? ", private" : "")
        + (label.origins().isEmpty()
            ? ""
            : ", of " + String.join(", ", label.origins().stream().sorted().toList()));
  }

  private static boolean secret(Label label) {
    return label.confidentiality() != Confidentiality.PUBLIC;
  }
}
