package io.portreeve.gateway.desk;

import io.portreeve.gateway.desk.jsonc.JsoncMember;
import io.portreeve.gateway.desk.jsonc.JsoncRefused;
import io.portreeve.gateway.desk.jsonc.JsoncText;
import io.portreeve.gateway.desk.jsonc.JsoncValue;
import io.portreeve.gateway.desk.jsonc.Splices;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Takes Portreeve out of a file that was edited since: each server that still is behind it gets
 * back what stood there, with what was changed about it in the meantime.
 *
 * @param folder where the profiles of the file lie
 * @param edited whether what was changed in the meantime is believed to be its user's
 */
record Undo(Path folder, boolean edited) {
  /** Takes Portreeve out of a file that is its user's own. */
  Undo(Path folder) {
    this(folder, true);
  }

  /** The file without Portreeve. */
  String of(JsoncText current, List<WrapRecord.Wrapped> entries) throws JsoncRefused {
    JsoncText text = current;
    for (WrapRecord.Wrapped one : entries) {
      Optional<JsoncValue> here = text.root().at(one.at()).filter(this::isOurs);
      if (here.isPresent()) {
        Splices splices = new Splices(text);
        splices.replace(here.get(), restored(one, text.of(here.get())));
        text = JsoncText.read(splices.applied());
      }
    }
    return text.text();
  }

  /** Whether a server of the file starts a profile of ours. */
  boolean isOurs(JsoncValue server) {
    return profile(server)
        .filter(path -> path.startsWith(folder + folder.getFileSystem().getSeparator()))
        .isPresent();
  }

  /** The profile that a server starts Portreeve with; a data directory may stand behind it. */
  static Optional<String> profile(JsoncValue server) {
    List<String> words = server.at("args").flatMap(JsoncValue::texts).orElse(List.of());
    return words.size() > 2 && words.subList(0, 2).equals(List.of("stdio", "-c"))
        ? Optional.of(words.get(2))
        : Optional.empty();
  }

  private String restored(WrapRecord.Wrapped one, String now) throws JsoncRefused {
    if (!edited) {
      return one.before();
    }
    JsoncText ours = JsoncText.read(one.after());
    JsoncText theirs = JsoncText.read(now);
    return ours.compact(ours.root()).equals(theirs.compact(theirs.root()))
        ? one.before()
        : new Merge(ours, theirs).into(one.before());
  }

  /** What was changed about a server between two versions of it. */
  private record Merge(JsoncText ours, JsoncText theirs) {
    /** What says who gets the server's secrets is never taken over. */
    private static final List<String> OURS =
        List.of("command", "args", "type", "transport", "url", "serverUrl", "headers");

    private static final String ENV = "env";

    /** An earlier version of the server with the same changes. */
    String into(String before) throws JsoncRefused {
      String out = changed(before, List.of(), ours.root(), theirs.root());
      JsoncValue none = JsoncText.read("{}").root();
      return changed(
          out, List.of(ENV), ours.root().at(ENV).orElse(none), theirs.root().at(ENV).orElse(none));
    }

    private String changed(String before, List<String> at, JsoncValue was, JsoncValue is)
        throws JsoncRefused {
      String out = before;
      for (JsoncMember member : is.members()) {
        boolean same =
            was.at(member.name())
                .map(ours::compact)
                .equals(Optional.of(theirs.compact(member.value())));
        if (!same && !isOurs(at, member.name())) {
          out = new Amended(out).with(at, given(member), theirs.of(member.value()));
        }
      }
      for (JsoncMember member : was.members()) {
        if (is.member(member.name()).isEmpty() && !isOurs(at, member.name())) {
          out = new Amended(out).without(at, given(member));
        }
      }
      return out;
    }

    /** The name by which the client gave it before. */
    private static String given(JsoncMember member) {
      return Start.Program.given(member.name()).orElse(member.name());
    }

    private static boolean isOurs(List<String> at, String name) {
      return at.isEmpty() && (OURS.contains(name) || name.equals(ENV));
    }
  }
}
