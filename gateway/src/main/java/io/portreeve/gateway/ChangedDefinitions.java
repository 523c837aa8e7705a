package io.portreeve.gateway;

import io.portreeve.gateway.config.form.Words;
import io.portreeve.gateway.store.PinName;
import io.portreeve.mcp.ServerId;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the operator is told of definitions that differ from what was approved: a line for each, and
 * to look at the difference first. Nothing suggests to approve them unseen.
 */
final class ChangedDefinitions {
  /** Beyond so many in one go the rest is a number. */
  private static final int MOST_NAMED = 5;

  /** What a shell reads as one word, whatever the server calls it. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9._/@%+:,][A-Za-z0-9._/@%+=:,-]{0,127}");

  private ChangedDefinitions() {}

  static List<String> lines(ServerId server, List<ToldVersions.Version> changed) {
    Stream<String> named =
        changed.stream().limit(MOST_NAMED).map(one -> "server " + server + ": " + line(one));
    int rest = changed.size() - MOST_NAMED;
    return rest > 0
        ? Stream.concat(named, Stream.of("server " + server + ": " + rest(rest))).toList()
        : named.toList();
  }

  private static String line(ToldVersions.Version one) {
    String kind = PinName.word(one.kind());
    String name = one.name().isEmpty() ? "" : " " + Words.quoted(one.name());
    String command =
        one.server() + " " + kind + (one.name().isEmpty() ? "" : " " + word(one.name()));
    return ("%s%s CHANGED since it was approved, and cannot be used: look at `portreeve pins diff"
            + " %s` before you `portreeve pins approve %s`")
        .formatted(kind, name, command, command);
  }

  private static String rest(int count) {
    return ("%d more CHANGED since they were approved, and cannot be used: see `portreeve pins list"
            + " --waiting`, and look at each with `portreeve pins diff`")
        .formatted(count);
  }

  private static String word(String name) {
    return PLAIN.matcher(name).matches() ? name : "NAME";
  }
}
