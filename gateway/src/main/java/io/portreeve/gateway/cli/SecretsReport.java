package io.portreeve.gateway.cli;

import io.portreeve.gateway.StoredSecrets;
import io.portreeve.gateway.StoredSecrets.Node;
import io.portreeve.gateway.StoredSecrets.Stage;
import io.portreeve.gateway.StoredSecrets.Under;
import io.portreeve.gateway.StoredSecrets.Use;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How the secrets of nodes are shown: everything but the secrets. */
final class SecretsReport {
  private static final List<String> SECRETS =
      List.of("SECRET", "MARK", "STAGE", "KEYS", "LOGINS", "SIGNATURES");
  private static final List<String> NODES = List.of("NODE", "MAKES UNDER", "ACCEPTS", "ROUND");
  private static final int NAME = 12;

  private SecretsReport() {}

  static void print(StoredSecrets found, Terminal terminal) {
    var secrets = new ArrayList<>(List.of(SECRETS));
    found.known().forEach(use -> secrets.add(row(use)));
    if (!found.elsewhere().isNothing()) {
      secrets.add(row("not known here", "-", "-", found.elsewhere()));
    }
    if (found.unnoted() > 0) {
      secrets.add(List.of("not noted", "-", "-", String.valueOf(found.unnoted()), "-", "-"));
    }
    terminal.table(secrets);
    if (!found.nodes().isEmpty()) {
      var nodes = new ArrayList<>(List.of(NODES));
      found.nodes().forEach((name, node) -> nodes.add(row(found, name, node)));
      terminal.line("");
      terminal.table(nodes);
    }
    List<String> words = words(found);
    if (!words.isEmpty()) {
      terminal.line("");
      words.forEach(terminal::line);
    }
  }

  private static List<String> row(Use use) {
    return row(use.name(), use.mark().orElse("-"), word(use.stage()), use.under());
  }

  private static List<String> row(String name, String mark, String stage, Under under) {
    return List.of(
        name,
        mark,
        stage,
        String.valueOf(under.keys()),
        String.valueOf(under.logins()),
        String.valueOf(under.signatures()));
  }

  private static List<String> row(StoredSecrets found, String name, Node node) {
    return List.of(
        name.substring(0, Math.min(NAME, name.length())),
        said(found, node.secrets().makes()),
        node.secrets().accepts().isEmpty()
            ? "-"
            : node.secrets().accepts().stream()
                .map(mark -> said(found, mark))
                .collect(Collectors.joining(", ")),
        (node.round().isPresent() ? node.round().get().toString() : "-")
            + (node.isApart() ? ", keys are refused" : ""));
  }

  private static String said(StoredSecrets found, String mark) {
    return found.known().stream()
        .filter(use -> use.mark().filter(mark::equals).isPresent())
        .map(Use::name)
        .findFirst()
        .orElse(mark);
  }

  private static String word(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> words(StoredSecrets found) {
    List<String> words = new ArrayList<>();
    found.known().stream()
        .filter(use -> use.stage() == Stage.LEFT)
        .map(use -> sentence(found, use))
        .forEach(words::add);
    if (found.unnoted() > 0) {
      words.add(
          "keys that nobody used since they were made by a version before this one may be under any"
              + " of them");
    }
    if (!found.elsewhere().isNothing()) {
      words.add("what is under a secret that is not known here is refused at nodes like this one");
    }
    if (found.nodes().values().stream().anyMatch(Node::isApart)) {
      words.add(
          "keys of one node are refused at another: bring the first round to all nodes before the"
              + " second begins anywhere (docs/guides/many-nodes.md)");
    }
    return words;
  }

  private static String sentence(StoredSecrets found, Use use) {
    if (found.mayBeDropped(use)) {
      return "`%s` was left, and nothing in the store is under it: it may be dropped once what clients carry, and calls that wait, have ended"
          .formatted(use.name());
    }
    return use.under().isNothing()
        ? "`%s` was left, and may not be dropped yet: a node still makes keys under it, or keys may be"
            .formatted(use.name())
        : "`%s` was left, and what is under it would end if it were dropped now: %d keys, %d logins, %d signatures"
            .formatted(
                use.name(), use.under().keys(), use.under().logins(), use.under().signatures());
  }

  static JsonObject json(StoredSecrets found) {
    JsonObject nodes = JsonObject.empty();
    for (Map.Entry<String, Node> one : found.nodes().entrySet()) {
      nodes = nodes.with(one.getKey(), json(one.getValue()));
    }
    return JsonObject.empty()
        .with("secrets", JsonArray.of(found.known().stream().map(use -> json(found, use)).toList()))
        .with("notKnownHere", json(found.elsewhere()))
        .with("notNoted", JsonObject.empty().with("keys", found.unnoted()))
        .with("nodes", nodes);
  }

  private static JsonObject json(StoredSecrets found, Use use) {
    JsonObject named = JsonObject.empty().with("name", use.name());
    return use.mark()
        .map(mark -> named.with("mark", mark))
        .orElse(named)
        .with("stage", word(use.stage()))
        .with("mayBeDropped", found.mayBeDropped(use))
        .with("under", json(use.under()));
  }

  private static JsonObject json(Under under) {
    return JsonObject.empty()
        .with("keys", under.keys())
        .with("logins", under.logins())
        .with("signatures", under.signatures());
  }

  private static JsonObject json(Node node) {
    JsonObject said =
        JsonObject.empty()
            .with("makesUnder", node.secrets().makes())
            .with("accepts", JsonArray.ofStrings(node.secrets().accepts()))
            .with("keysAreRefused", node.isApart());
    return node.round().map(round -> said.with("round", round)).orElse(said);
  }
}
