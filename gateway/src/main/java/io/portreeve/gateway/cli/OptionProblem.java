package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.config.form.Place;
import io.portreeve.gateway.config.form.Problem;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Problems of values that came from the command line, under the name of the option that brought
 * them. A key of the file that was never written is no place to send anybody to.
 */
final class OptionProblem {
  private static final Pattern URL_OF_A_SERVER = Pattern.compile("servers\\.[^.]+\\.url");

  /** An address without credentials and without anything that could be one. */
  private static final Pattern NEARLY =
      Pattern.compile(
          "(?:(https?)://|[a-z]+:/*(?=.*:))?([A-Za-z0-9.-]+(?::[0-9]{1,5})?)(/[^@#\\s]*)?");

  private OptionProblem() {}

  /** The failure of a command whose configuration nobody wrote: all of it are options. */
  static CommandFailure failure(Terminal terminal, List<Problem> problems, String upstream) {
    List<Problem> named = problems.stream().map(problem -> named(problem, upstream)).toList();
    if (named.size() == 1) {
      Problem only = named.getFirst();
      return new CommandFailure(ExitCode.USAGE, only.path() + ": " + only.what(), only.fix());
    }
    named.forEach(
        problem -> terminal.aside(problem.path() + ": " + problem.what() + "; " + problem.fix()));
    return new CommandFailure(
        ExitCode.USAGE,
        "the command line has " + named.size() + " problems",
        "correct them; keys need a file: `portreeve run -c FILE`");
  }

  /** The outcome, its problems under the names of the options that they came from. */
  static ConfigurationFile.Outcome named(
      ConfigurationFile.Outcome outcome, Optional<String> upstream) {
    return switch (outcome) {
      case ConfigurationFile.Outcome.Loaded loaded -> loaded;
      case ConfigurationFile.Outcome.Refused(List<Problem> problems) ->
          new ConfigurationFile.Outcome.Refused(
              problems.stream()
                  .map(problem ->
                      problem.place().equals(Place.OUTSIDE)
                          ? named(problem, upstream.orElse(""))
                          : problem)
                  .toList());
    };
  }

  /** The problem under the name of the option that it came from. */
  static Problem named(Problem problem, String upstream) {
    if (URL_OF_A_SERVER.matcher(problem.path()).matches()) {
      return new Problem(
          Place.OUTSIDE, "--upstream", problem.what(), nearest(upstream, problem.fix()));
    }
    return switch (problem.path()) {
      case "listen", "data" ->
          new Problem(Place.OUTSIDE, "--" + problem.path(), problem.what(), problem.fix());
      default -> problem;
    };
  }

  private static String nearest(String written, String otherwise) {
    Matcher parts = NEARLY.matcher(written);
    if (!parts.matches()) {
      return otherwise;
    }
    String path = parts.group(3) == null ? "/mcp" : parts.group(3);
    String rest = "://" + parts.group(2) + path;
    boolean local = ServerSettings.leadsHere(URI.create("http" + rest));
    boolean open = !local && "http".equals(parts.group(1));
    String near =
        "did you mean `"
            + (local && !"https".equals(parts.group(1)) ? "http" : "https")
            + rest
            + "`?";
    return open
        ? near + " Without TLS only by a file (`-c FILE`) that says `insecure-plaintext: true`"
        : near;
  }
}
