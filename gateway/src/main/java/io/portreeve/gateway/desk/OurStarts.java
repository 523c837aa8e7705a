package io.portreeve.gateway.desk;

import io.portreeve.gateway.desk.jsonc.JsoncMember;
import io.portreeve.gateway.desk.jsonc.JsoncValue;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which commands are ours: not what is called so, since whoever writes a client's file chooses
 * names.
 *
 * @param launcher what starts Portreeve
 * @param profiles where the profiles of all clients lie
 * @param own where those of this file lie
 */
record OurStarts(String launcher, Path profiles, Path own) {
  private static final Pattern HANDED =
      Pattern.compile("PORTREEVE_(ENV_.+|ARGUMENT_[0-9]+|HEADER_[A-Z0-9_]+)");

  /** Whether these words start a profile that is there, in the way that {@code wrap} writes it. */
  boolean is(List<String> words) {
    if (words.size() != 4 || !words.getFirst().equals(launcher)) {
      return false;
    }
    try {
      Path profile = Path.of(words.getLast());
      return words.subList(1, words.size()).equals(Rewriting.arguments(profile))
          && profile.normalize().startsWith(profiles)
          && Files.isRegularFile(profile);
    } catch (InvalidPathException none) {
      return false;
    }
  }

  /**
   * What is wrong with a start of ours, although its words are right: whoever writes a client's
   * file can have it run his code in Portreeve, or start the profile of another server.
   */
  Optional<String> doubt(ServerEntry entry, List<String> words) {
    if (!own.equals(Path.of(words.getLast()).normalize().getParent())) {
      return Optional.of(
          "its profile is of another file; if this one was moved or copied, `unwrap` it first");
    }
    if (entry.value().at("envFile").isPresent()) {
      return Optional.of("its client gives it the variables of an `envFile`; take that out");
    }
    return entry.value().at("env").map(JsoncValue::members).orElse(List.of()).stream()
        .map(JsoncMember::name)
        .filter(name -> !HANDED.matcher(name).matches())
        .findFirst()
        .map(name ->
            "`wrap` did not put `"
                + name
                + "` into its `env`, and Portreeve itself would get it; take it out");
  }

  boolean resembles(List<String> words) {
    String program = words.getFirst().replaceFirst(".*[/\\\\]", "");
    return program.startsWith("portreeve") && words.size() > 1 && words.get(1).equals("stdio");
  }
}
