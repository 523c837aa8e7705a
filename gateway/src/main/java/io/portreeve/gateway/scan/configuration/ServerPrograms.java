package io.portreeve.gateway.scan.configuration;

import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.scan.finding.Evidence;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Rule;
import io.portreeve.gateway.scan.finding.RuleBook;
import io.portreeve.gateway.scan.finding.SearchedText;
import io.portreeve.gateway.scan.program.Launch;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a server is started or reached. */
final class ServerPrograms {
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i)(^|_)(TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY)(_|$)");

  private final RuleBook rules;
  private final List<Rule> secrets;
  private final Machine machine;

  ServerPrograms(RuleBook rules, RuleBook secrets, Machine machine) {
    this.rules = rules;
    this.secrets = secrets.patterns();
    this.machine = machine;
  }

  List<Finding> of(String id, ServerSettings server) {
    var found = new ArrayList<Finding>();
    switch (server.reach()) {
      case Reach.Program(var command, var environment, var directory) -> {
        words(id, command, found);
        launch(id, command, directory, found);
        plain(id, "environment", environment, found);
        if (server.insecureNoSandbox() && machine.user().equals("root")) {
          found.add(finding("runs-as-root", id, "command", command.getFirst()));
        }
      }
      case Reach.Endpoint(var url, var headers, _) -> {
        address(id, url, found);
        plain(id, "headers", headers, found);
      }
    }
    return found;
  }

  private void address(String id, URI url, List<Finding> found) {
    if (url.getScheme().equals("http") && !ServerSettings.leadsHere(url)) {
      found.add(finding("plain-http", id, "url", url.getScheme() + "://" + url.getHost()));
    }
    secret(url.toString()).ifPresent(it -> found.add(finding("secret-in-file", id, "url", it)));
  }

  private void words(String id, List<String> command, List<Finding> found) {
    String line = String.join(" ", command);
    Rule download = rules.rule("download-and-run");
    download.find(line).ifPresent(it -> found.add(new Finding(download, id, "command", it)));
    Rule option = rules.rule("secret-in-command");
    option
        .find(line)
        .or(() -> secret(line))
        .ifPresent(it -> found.add(new Finding(option, id, "command", it)));
  }

  private void launch(String id, List<String> command, Path directory, List<Finding> found) {
    switch (Launch.of(command)) {
      case Launch.FromRegistry one when !one.pinned() ->
          found.add(finding("unpinned-package", id, "command", written(one)));
      case Launch.Shell(String script) ->
          found.add(finding("shell-command", id, "command", Evidence.of(script)));
      case Launch.Code(Path file) -> writable(id, directory.resolve(file)).ifPresent(found::add);
      case Launch.FromRegistry _, Launch.Module _, Launch.Named _ -> {
        // Nothing of its own to look at.
      }
    }
    machine
        .program(command.getFirst(), directory)
        .flatMap(program -> writable(id, program))
        .ifPresent(found::add);
  }

  private static String written(Launch.FromRegistry one) {
    return one.name() + one.version().map(version -> " " + version).orElse(", no version");
  }

  private Optional<Finding> writable(String id, Path program) {
    return machine
        .writable(program)
        .map(part -> finding("writable-program", id, "command", part.toString()));
  }

  private void plain(String id, String where, Map<String, Reference> values, List<Finding> found) {
    values.forEach((name, reference) -> {
      if (reference instanceof Reference.Plain(String text)) {
        plain(name, text)
            .ifPresent(it -> found.add(finding("secret-in-file", id, where + "." + name, it)));
      }
    });
  }

  private Optional<String> plain(String name, String text) {
    boolean named = SECRET_NAME.matcher(name.replace('-', '_')).find() && text.length() >= 8;
    return secret(text).or(() -> named ? Optional.of(Evidence.ofSecret(text)) : Optional.empty());
  }

  private Optional<String> secret(String text) {
    SearchedText searched = SearchedText.of(text);
    return secrets.stream()
        .flatMap(rule -> rule.find(searched).map(part -> rule.title() + ": " + part).stream())
        .findFirst();
  }

  private Finding finding(String rule, String id, String subject, String evidence) {
    return new Finding(rules.rule(rule), id, subject, evidence);
  }
}
