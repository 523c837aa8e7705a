package io.portreeve.gateway.desk.jsonc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Changes to a text, by the places that it had before any of them; all else stays. */
public final class Splices {
  private final JsoncText text;
  private final List<Splice> all = new ArrayList<>();

  /** No change yet. */
  public Splices(JsoncText text) {
    this.text = text;
  }

  private record Splice(int from, int to, String fresh) {}

  /** Puts another value, as JSON writes it, in the place of this one. */
  public void replace(JsoncValue value, String json) {
    all.add(new Splice(value.from(), value.to(), json));
  }

  /** Puts other members, as JSON writes them, in the place of this one. */
  public void replace(JsoncMember member, String json) {
    all.add(new Splice(member.from(), member.value().to(), json));
  }

  /** Gives a member another name. */
  public void rename(JsoncMember member, String name) {
    all.add(new Splice(member.from(), member.named(), JsoncText.quoted(name)));
  }

  /** Puts a member behind this one, on a line of its own if this one begins a line. */
  public void insert(JsoncMember behind, String name, String json) {
    all.add(
        new Splice(
            behind.value().to(),
            behind.value().to(),
            "," + gap(behind.from()) + JsoncText.quoted(name) + ": " + json));
  }

  /** Puts a member into an object, behind what it has. */
  public void insert(JsoncValue.ObjectValue object, String name, String json) {
    if (object.all().isEmpty()) {
      String member = JsoncText.quoted(name) + ": " + json;
      all.add(new Splice(object.from() + 1, object.from() + 1, member));
    } else {
      insert(object.all().getLast(), name, json);
    }
  }

  /** Takes a member out, with its line if nothing else stands on it; comments beside it stay. */
  public void remove(JsoncValue.ObjectValue object, JsoncMember member) {
    int index = object.all().indexOf(member);
    if (member.comma() >= 0) {
      all.add(new Splice(member.comma(), member.comma() + 1, ""));
    } else if (index > 0) {
      int comma = object.all().get(index - 1).comma();
      all.add(new Splice(comma, comma + 1, ""));
    }
    int line = lineStart(member.from());
    boolean first = line > 0 && text.text().substring(line, member.from()).isBlank();
    int from = first ? line - lineEnd(line).length() : member.from();
    all.add(new Splice(from, member.value().to(), ""));
  }

  /** The blanks before a member that begins a line, with that line's end; else one blank. */
  private String gap(int at) {
    int from = lineStart(at);
    String before = text.text().substring(from, at);
    if (from == 0 || !before.isBlank()) {
      return " ";
    }
    return lineEnd(from) + before;
  }

  /** What ends the line before the one that starts here. */
  private String lineEnd(int start) {
    return start >= 2 && text.text().charAt(start - 2) == '\r' ? "\r\n" : "\n";
  }

  private int lineStart(int at) {
    return text.text().lastIndexOf('\n', at - 1) + 1;
  }

  /** The text after all changes. */
  public String applied() {
    StringBuilder out = new StringBuilder();
    int done = 0;
    for (Splice one : all.stream().sorted(Comparator.comparingInt(Splice::from)).toList()) {
      out.append(text.text(), done, one.from()).append(one.fresh());
      done = one.to();
    }
    return out.append(text.text().substring(done)).toString();
  }
}
