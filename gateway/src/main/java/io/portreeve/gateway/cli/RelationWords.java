package io.portreeve.gateway.cli;

import io.portreeve.gateway.store.Relation;
import java.time.Instant;
import picocli.CommandLine.Parameters;

/** The three words that say one relation. */
final class RelationWords {
  @Parameters(
      index = "0",
      paramLabel = "OBJECT",
      description = "The object, as TYPE:ID, as in document:7.")
  private String object = "";

  @Parameters(
      index = "1",
      paramLabel = "RELATION",
      description = "What the holder is to it, as in viewer.")
  private String name = "";

  @Parameters(
      index = "2",
      paramLabel = "HOLDER",
      description = "principal:NAME, role:NAME, group:NAME, everybody, or TYPE:ID#RELATION.")
  private String holder = "";

  Relation in(RelationText text, Instant since) {
    RelationText.Read read = text.read(object, name, holder, since);
    return read.relation()
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.USAGE, read.faults().getFirst().what(), read.faults().getFirst().fix()));
  }
}
