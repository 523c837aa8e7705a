package io.portreeve.gateway.desk;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * Which commands are ours: not what is called so, since whoever writes a client's file chooses
 * names.
 *
 * @param launcher what starts Portreeve
 * @param profiles where the profiles of all clients lie
 */
record OurStarts(String launcher, Path profiles) {
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

  boolean resembles(List<String> words) {
    String program = words.getFirst().replaceFirst(".*[/\\\\]", "");
    return program.startsWith("portreeve") && words.size() > 1 && words.get(1).equals("stdio");
  }
}
