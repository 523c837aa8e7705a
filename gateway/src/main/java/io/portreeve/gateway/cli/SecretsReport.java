package io.portreeve.gateway.cli;

import io.portreeve.gateway.rotation.Amounts;
import io.portreeve.gateway.rotation.RotatingNode;
import io.portreeve.gateway.rotation.Rotation;
import io.portreeve.gateway.rotation.SharedSecret;
import io.portreeve.gateway.rotation.Stage;
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

  static void print(Rotation rotation, Terminal terminal) {
    var secrets = new ArrayList<>(List.of(SECRETS));
    rotation.secrets().forEach(secret -> secrets.add(row(secret)));
    if (!rotation.unknown().isNothing()) {
      secrets.add(row("unknown", "-", "-", rotation.unknown()));
    }
    if (rotation.unnoted() > 0) {
      secrets.add(List.of("not noted", "-", "-", String.valueOf(rotation.unnoted()), "-", "-"));
    }
    terminal.table(secrets);
    if (!rotation.nodes().isEmpty()) {
      var nodes = new ArrayList<>(List.of(NODES));
      rotation.nodes().forEach((name, node) -> nodes.add(row(rotation, name, node)));
      terminal.line("");
      terminal.table(nodes);
    }
    List<String> words = words(rotation);
    if (!words.isEmpty()) {
      terminal.line("");
      words.forEach(terminal::line);
    }
  }

  private static List<String> row(SharedSecret secret) {
    return row(secret.name(), secret.mark().orElse("-"), word(secret.stage()), secret.under());
  }

  private static List<String> row(String name, String mark, String stage, Amounts under) {
    return List.of(
        name,
        mark,
        stage,
        String.valueOf(under.keys()),
        String.valueOf(under.logins()),
        String.valueOf(under.signatures()));
  }

  private static List<String> row(Rotation rotation, String name, RotatingNode node) {
    return List.of(
        name.substring(0, Math.min(NAME, name.length())),
        said(rotation, node.secrets().makes()),
        node.secrets().accepts().isEmpty()
            ? "-"
            : node.secrets().accepts().stream()
                .map(mark -> said(rotation, mark))
                .collect(Collectors.joining(", ")),
        (node.round().isPresent() ? node.round().get().toString() : "-")
            + (node.keysAreRefused() ? ", keys are refused" : ""));
  }

  private static String said(Rotation rotation, String mark) {
    return rotation.secrets().stream()
        .filter(secret -> secret.mark().filter(mark::equals).isPresent())
        .map(SharedSecret::name)
        .findFirst()
        .orElse(mark);
  }

  private static String word(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> words(Rotation rotation) {
    List<String> words = new ArrayList<>();
    rotation.secrets().stream()
        .filter(secret -> secret.stage() == Stage.LEFT)
        .map(secret -> sentence(rotation, secret))
        .forEach(words::add);
    if (rotation.unnoted() > 0) {
      words.add(
          "keys that nobody used since they were made by a version before this one may be under any"
              + " of them");
    }
    if (!rotation.unknown().isNothing()) {
      words.add("what is under an unknown secret is refused at nodes like this one");
    }
    if (rotation.keysAreRefused()) {
      words.add(
          "keys of one node are refused at another: bring the first round to all nodes before the"
              + " second begins anywhere (docs/guides/many-nodes.md)");
    }
    return words;
  }

  private static String sentence(Rotation rotation, SharedSecret secret) {
    if (rotation.mayBeDropped(secret)) {
      return "`%s` was left, and nothing in the store is under it: it may be dropped once what clients carry, and calls that wait, have ended"
          .formatted(secret.name());
    }
    return secret.under().isNothing()
        ? "`%s` was left, and may not be dropped yet: a node still makes keys under it, or keys may be"
            .formatted(secret.name())
        : "`%s` was left, and what is under it would end if it were dropped now: %d keys, %d logins, %d signatures"
            .formatted(
                secret.name(),
                secret.under().keys(),
                secret.under().logins(),
                secret.under().signatures());
  }

  static JsonObject json(Rotation rotation) {
    JsonObject nodes = JsonObject.empty();
    for (Map.Entry<String, RotatingNode> one : rotation.nodes().entrySet()) {
      nodes = nodes.with(one.getKey(), json(one.getValue()));
    }
    return JsonObject.empty()
        .with(
            "secrets",
            JsonArray.of(
                rotation.secrets().stream().map(secret -> json(rotation, secret)).toList()))
        .with("unknown", json(rotation.unknown()))
        .with("notNoted", JsonObject.empty().with("keys", rotation.unnoted()))
        .with("nodes", nodes);
  }

  private static JsonObject json(Rotation rotation, SharedSecret secret) {
    JsonObject named = JsonObject.empty().with("name", secret.name());
    return secret
        .mark()
        .map(mark -> named.with("mark", mark))
        .orElse(named)
        .with("stage", word(secret.stage()))
        .with("mayBeDropped", rotation.mayBeDropped(secret))
        .with("under", json(secret.under()));
  }

  private static JsonObject json(Amounts under) {
    return JsonObject.empty()
        .with("keys", under.keys())
        .with("logins", under.logins())
        .with("signatures", under.signatures());
  }

  private static JsonObject json(RotatingNode node) {
    JsonObject said =
        JsonObject.empty()
            .with("makesUnder", node.secrets().makes())
            .with("accepts", JsonArray.ofStrings(node.secrets().accepts()))
            .with("keysAreRefused", node.keysAreRefused());
    return node.round().map(round -> said.with("round", round)).orElse(said);
  }
}
