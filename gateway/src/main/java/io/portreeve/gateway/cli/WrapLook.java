package io.portreeve.gateway.cli;

import io.portreeve.gateway.LiveOffers;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.desk.Candidate;
import io.portreeve.gateway.desk.Sight;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.scan.definition.Offered;
import io.portreeve.gateway.scan.definition.Offers;
import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.mcp.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at a client's server once, through its proposed profile: a program runs confined, and
 * nothing but lists is asked of it.
 */
record WrapLook(Terminal terminal) {
  /**
   * What a look brought.
   *
   * @param offered every definition that was seen
   */
  record Looked(Sight sight, List<Offered> offered) {
    Looked {
      offered = List.copyOf(offered);
    }

    static Looked nothing(Sight sight) {
      return new Looked(sight, List.of());
    }
  }

  /** What there is to see. */
  Looked at(Candidate candidate) throws InterruptedException {
    Optional<String> unseeable = candidate.unseeable();
    if (unseeable.isPresent()) {
      return Looked.nothing(new Sight.Unseen(unseeable.get()));
    }
    return switch (configuration(candidate, candidate.looking())) {
      case ConfigurationFile.Outcome.Loaded loaded -> look(candidate, loaded.configuration());
      case ConfigurationFile.Outcome.Refused(List<Problem> problems) ->
          Looked.nothing(new Sight.Silent(words(problems.getFirst())));
    };
  }

  /** A profile's text, read as a start would read it. */
  ConfigurationFile.Outcome configuration(Candidate candidate, String text) {
    return ConfigurationOption.reader(terminal, candidate.profile(), false, Overlay.NONE)
        .parse(candidate.profile(), text);
  }

  static String words(Problem problem) {
    return "`" + problem.path() + "` " + problem.what() + "; " + problem.fix();
  }

  private Looked look(Candidate candidate, Configuration right) throws InterruptedException {
    Optional<String> refused = SandboxRows.refusals(right).stream().findFirst();
    if (refused.isPresent()) {
      return Looked.nothing(new Sight.Silent(refused.get()));
    }
    makeFolders(candidate);
    var offers = new LiveOffers(right, secrets(candidate), _ -> List.of(), _ -> Optional.empty());
    try (ScanProgress progress = new ScanProgress(terminal, "looking at")) {
      Offers.Answer answer = offers.now(progress);
      return Optional.ofNullable(answer.silent().get(candidate.id()))
          .map(why -> Looked.nothing(new Sight.Silent(why)))
          .orElseGet(() -> new Looked(seen(answer.offered()), answer.offered()));
    }
  }

  private static Sight seen(List<Offered> offered) {
    List<Tool> tools =
        offered.stream()
            .filter(Offered::isTool)
            .flatMap(one -> one.object().stream())
            .map(Tool::new)
            .toList();
    boolean more =
        offered.stream().anyMatch(one -> !one.isTool() && one.kind() != Kind.INSTRUCTIONS);
    return new Sight.Seen(tools, more);
  }

  private SecretSource secrets(Candidate candidate) {
    Map<String, Optional<String>> handed = candidate.handed();
    return new SecretSource(name ->
        handed.getOrDefault(name, Optional.empty()).or(() -> terminal.environment().apply(name)));
  }

  /** What is not there when a program starts stays closed to it. */
  static void makeFolders(Candidate candidate) {
    try {
      Files.createDirectories(candidate.place());
      for (Path folder : candidate.grants().folders().values()) {
        Files.createDirectories(folder);
      }
    } catch (IOException unwritable) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "the folder " + candidate.place() + " cannot be made",
          "it is for what " + candidate.entry().name() + " fetches");
    }
  }
}
