package io.portreeve.gateway.desk;

import static io.portreeve.gateway.desk.jsonc.JsoncText.listed;
import static io.portreeve.gateway.desk.jsonc.JsoncText.quoted;

import io.portreeve.gateway.display.ShellWord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a profile as YAML, for people who will change it: every text in it is quoted. */
final class ProfileText {
  private final Profile profile;
  private final StringBuilder out = new StringBuilder();

  private ProfileText(Profile profile) {
    this.profile = profile;
  }

  static String of(Profile profile) {
    ProfileText text = new ProfileText(profile);
    text.head();
    text.server();
    text.tools();
    text.rules();
    return text.out.toString();
  }

  private void head() {
    line("# Proposed by `portreeve wrap` for " + comment(profile.named()));
    line(
        "# It is yours to change; `portreeve check -c FILE` says what is in force. Secrets stay with the client.");
    line("data: " + quoted(profile.data().toString()));
    line("# Nobody comes but the client that starts this.");
    line("authentication: {api-keys: false, stdio: {only: true}}");
    line("servers:");
    line("  " + profile.id() + ":");
  }

  private void server() {
    switch (profile.start()) {
      case Start.Program program -> program(program);
      case Start.Remote remote -> remote(remote);
      case Start.Guarded _, Start.Unfit _ ->
          throw new IllegalStateException("is no server of ours");
    }
  }

  private void program(Start.Program program) {
    line("    command: " + listed(command(program)));
    Path directory = program.directory().orElse(profile.place());
    line("    directory: " + quoted(directory.toString()));
    Map<String, String> variables = new TreeMap<>();
    program
        .variables()
        .keySet()
        .forEach(name -> variables.put(name, "env:" + Start.Program.handed(name)));
    program.unseen().stream()
        .map(Start.Program::variable)
        .forEach(name -> variables.put(name, "env:" + name));
    profile.grants().folders().forEach((name, path) -> variables.put(name, "text:" + path));
    if (!profile.grants().unconfined()) {
      PythonPlaces.quiet(program, profile.grants())
          .forEach(name -> variables.putIfAbsent(name, "text:1"));
    }
    mapping("environment", variables);
    sandbox();
  }

  /** A word that may not stand here comes from a variable, which a shell puts in its place. */
  private static List<String> command(Start.Program program) {
    if (program.unseen().isEmpty()) {
      return program.words();
    }
    String line =
        IntStream.range(0, program.words().size())
            .mapToObj(i ->
                program.unseen().contains(i)
                    ? "\"$" + Start.Program.variable(i) + "\""
                    : ShellWord.quoted(program.words().get(i)))
            .collect(Collectors.joining(" "));
    return List.of("/bin/sh", "-c", "exec " + line);
  }

  private void sandbox() {
    Grants grants = profile.grants();
    if (grants.unconfined()) {
      line("    # Nothing here can confine it: it may do whatever you may.");
      line("    insecure-no-sandbox: true");
      return;
    }
    List<String> parts = new ArrayList<>();
    part(parts, "read", texts(grants.read()));
    part(parts, "write", texts(grants.write()));
    part(parts, "network", List.copyOf(grants.network()));
    line("    # " + reach(grants) + " Those that its tools need,");
    line("    # such as \"api.example.com\", are to stand in `network` of its `sandbox`.");
    grants
        .withheld()
        .forEach(path -> line("    # Named, and not granted: " + comment(path.toString())));
    if (!parts.isEmpty()) {
      line("    sandbox:");
      parts.forEach(part -> line("      " + part));
    }
  }

  private String reach(Grants grants) {
    if (grants.network().isEmpty()) {
      return "It reaches no host.";
    }
    String all = comment(String.join(", ", grants.network()));
    return grants.network().equals(grants.fetchedFrom(profile.start()))
        ? "It reaches no host but those that it is fetched from (" + all + ")."
        : "It reaches no host but " + all + ".";
  }

  private static List<String> texts(Iterable<Path> paths) {
    List<String> all = new ArrayList<>();
    paths.forEach(path -> all.add(path.toString()));
    return all;
  }

  private static void part(List<String> parts, String key, List<String> values) {
    if (!values.isEmpty()) {
      parts.add(key + ": " + listed(values));
    }
  }

  private void remote(Start.Remote remote) {
    line("    url: " + quoted(remote.url()));
    if (remote.eventStream()) {
      line("    era: sse");
    }
    Map<String, String> headers = new TreeMap<>();
    remote
        .headers()
        .keySet()
        .forEach(name -> headers.put(name, "env:" + Start.Remote.variable(name)));
    mapping("headers", headers);
  }

  private void mapping(String key, Map<String, String> values) {
    if (!values.isEmpty()) {
      line("    " + key + ":");
      values.forEach((name, value) -> line("      " + quoted(name) + ": " + quoted(value)));
    }
  }

  private void tools() {
    line("    # What it may ask through the client, such as elicitation-form, sampling, roots.");
    line("    may-ask: []");
    if (profile.tools().isEmpty()) {
      return;
    }
    line("    tools:");
    profile.tools().stream()
        .filter(ToolChoice::reads)
        .forEach(tool -> tool(tool, "approval: never"));
    profile.tools().stream()
        .filter(tool -> !tool.reads())
        .forEach(tool -> tool(tool, "consequential: true"));
  }

  private void tool(ToolChoice tool, String said) {
    String note = tool.arguments().isEmpty() ? "" : "  # " + comment(tool.arguments());
    line("      " + quoted(tool.name()) + ": {" + said + "}" + note);
  }

  private void rules() {
    line("transparent: true");
    line("policy:");
    line("  allow:");
    if (profile.sight() instanceof Sight.Seen(var _, boolean more)) {
      rule("reads", profile.names(true));
      rule("asks-first", profile.names(false));
      if (more || profile.tools().isEmpty()) {
        line("    - {name: texts, prompts: [\"*\"], resources: [\"*\"]}");
      }
    } else {
      line("    # Nobody looked at the server: all of it, and each call waits for your yes.");
      line("    - {name: asks-first, tools: [\"*\"], prompts: [\"*\"], resources: [\"*\"]}");
    }
    line("approvals: {undeclared: user}");
    if (profile.sight() instanceof Sight.Seen) {
      line("# What was seen at the wrap is approved. What changes, or is new, is hidden until you");
      line("# look: `portreeve pins list -c FILE`. Or trust what is new: {first-seen: approve}");
      line("pinning: {first-seen: quarantine}");
    } else {
      line("# What it shows first is trusted; what changes later is hidden until you approve it.");
      line("pinning: {first-seen: approve}");
    }
  }

  private void rule(String name, List<String> tools) {
    if (!tools.isEmpty()) {
      line("    - {name: " + name + ", tools: " + listed(tools) + "}");
    }
  }

  /** No line end of somebody else's ends a comment. */
  private static String comment(String text) {
    String written = quoted(text);
    return written.substring(1, written.length() - 1);
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
