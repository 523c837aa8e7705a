package io.portreeve.gateway.cli;

import io.portreeve.gateway.reference.ReferencePage;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * A page of the reference.
 *
 * @param word as it is called
 * @param markdown makes it
 */
record HelpPage(String word, Supplier<String> markdown) {
  /** All that there are; the first is the one that is meant without a word. */
  static List<HelpPage> all(CommandLine commands) {
    Stream<HelpPage> vocabularies =
        Stream.of(ReferencePage.values()).map(page -> new HelpPage(page.word(), page::markdown));
    return Stream.of(
            Stream.of(new HelpPage("commands", new CommandReference(commands)::markdown)),
            vocabularies,
            Stream.of(new HelpPage("exit-codes", ExitCodeReference::markdown)))
        .flatMap(pages -> pages)
        .toList();
  }
}
