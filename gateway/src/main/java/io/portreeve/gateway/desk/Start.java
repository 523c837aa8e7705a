package io.portreeve.gateway.desk;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a client gets to a server. */
public sealed interface Start {
  /**
   * It starts a program.
   *
   * @param words the program and its arguments
   * @param told the same, with what is put in place of variables, as far as it can be told
   * @param variables the environment variables that the client gives it, by name, with their values
   *     as far as they can be told
   * @param unseen the indexes of words that may not stand in a profile, because they are secret or
   *     only the client knows them
   * @param directory where it runs, if the file says so or its words need it
   */
  record Program(
      List<String> words,
      List<Optional<String>> told,
      Map<String, Optional<String>> variables,
      Set<Integer> unseen,
      Optional<Path> directory)
      implements Start {
    private static final String HANDED = "PORTREEVE_ENV_";

    public Program {
      words = List.copyOf(words);
      told = List.copyOf(told);
      variables = Map.copyOf(variables);
      unseen = Set.copyOf(unseen);
    }

    /** The variable in which the client hands over a word that may not stand in a profile. */
    static String variable(int index) {
      return "PORTREEVE_ARGUMENT_" + index;
    }

    /**
     * The variable in which the client hands over one that is meant for the program: by its own
     * name it would be Portreeve's, too, and some names have code run in whoever has them.
     */
    static String handed(String name) {
      return HANDED + name;
    }

    /** What {@link #handed} was made of, if it was. */
    static Optional<String> given(String variable) {
      return variable.startsWith(HANDED)
          ? Optional.of(variable.substring(HANDED.length()))
          : Optional.empty();
    }
  }

  /**
   * It connects.
   *
   * @param headers what it sends along, by name, with the values as far as they can be told
   * @param eventStream whether it speaks HTTP+SSE of 2024-11-05
   */
  record Remote(String url, Map<String, Optional<String>> headers, boolean eventStream)
      implements Start {
    public Remote {
      headers = Map.copyOf(headers);
    }

    /** The variable in which the client hands over a header. */
    static String variable(String header) {
      return "PORTREEVE_HEADER_" + header.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
  }

  /** By Portreeve already. */
  record Guarded() implements Start {}

  /** In a way that Portreeve cannot stand in. */
  record Unfit(String why) implements Start {}
}
