package io.portreeve.controls.indirectpromptinjection;

import io.portreeve.controls.insecureresponsehandling.Treatment;
import io.portreeve.controls.sensitive.Found;
import io.portreeve.controls.sensitive.SensitiveText;
import io.portreeve.controls.sensitive.Wanted;
import io.portreeve.guard.Change;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The redaction of one message: what was found, what was changed, and why it may have to be
 * refused; confined to it. What it tells holds kinds and places, and nothing that was found.
 */
final class Redacting implements Treatment {
  /** A text that does not come to rest is replaced as a whole. */
  private static final int ROUNDS = 6;

  private final SensitiveText sensitive;
  private final SensitiveRules rules;
  private final List<Change> changes = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private Optional<String> refusal = Optional.empty();
  private boolean rewritten;

  Redacting(SensitiveText sensitive, SensitiveRules rules) {
    this.sensitive = sensitive;
    this.rules = rules;
  }

  /** What was replaced, in the order of the message. */
  List<Change> changes() {
    return List.copyOf(changes);
  }

  /** Whether a placeholder stands anywhere now. */
  boolean rewrites() {
    return rewritten;
  }

  /** Why the message may not go on. */
  Optional<String> refusal() {
    return refusal;
  }

  /** The kinds that were found and how often; empty: nothing was. */
  String sum() {
    return sum(Set.of());
  }

  /** Likewise of what was seen and not replaced. */
  String left() {
    return sum(changes.stream().map(Change::what).collect(Collectors.toSet()));
  }

  private String sum(Set<String> without) {
    return counts.entrySet().stream()
        .filter(kind -> !without.contains(kind.getKey()))
        .map(kind -> kind.getKey() + " " + kind.getValue())
        .collect(Collectors.joining(", "));
  }

  /** What stood right beside something may show only once that is gone. */
  @Override
  public String text(JsonPointer at, String text) {
    String rest = text;
    List<Found> instead = replaced(at, rest, true);
    for (int round = 1; round < ROUNDS && !instead.isEmpty(); round++) {
      rest = SensitiveText.redacted(rest, instead);
      instead = replaced(at, rest, false);
    }
    return instead.isEmpty() ? rest : instead.getFirst().kind().placeholder();
  }

  private List<Found> replaced(JsonPointer at, String text, boolean first) {
    List<Found> found =
        found(at, text).stream()
            .filter(one -> first || rules.of(one.kind()) != Handling.ALERT)
            .toList();
    tell(at, found);
    List<Found> instead =
        found.stream().filter(one -> rules.of(one.kind()) == Handling.REDACT).toList();
    rewritten |= !instead.isEmpty();
    return instead;
  }

  @Override
  public String data(JsonPointer at, String text) {
    return text(at, text);
  }

  /** What stands where something else would be named if it were changed. */
  @Override
  public String address(JsonPointer at, String text) {
    key(at, text);
    return text;
  }

  @Override
  public void key(JsonPointer at, String text) {
    List<Found> found = found(at, text);
    tell(at, found);
    for (Found one : found) {
      if (rules.of(one.kind()) == Handling.REDACT) {
        refuse(place(at) + " holds " + one.kind().title() + ", and cannot be redacted");
      }
    }
  }

  /** No model reads it, and it goes back to whoever wrote it. */
  @Override
  public void token(JsonPointer at, String text) {}

  @Override
  public JsonArray icons(JsonPointer at, JsonArray icons) {
    return icons;
  }

  @Override
  public boolean keepsPlain() {
    return false;
  }

  @Override
  public void impossible(String why) {
    if (rules.forbids()) {
      refuse(why);
    }
  }

  List<Found> found(JsonPointer at, String text) {
    return sensitive.in(at.token(), text, rules);
  }

  private void tell(JsonPointer at, List<Found> found) {
    Map<String, Integer> here = new LinkedHashMap<>();
    for (Found one : found) {
      counts.merge(one.kind().id(), 1, Integer::sum);
      Handling handling = rules.of(one.kind());
      if (handling == Handling.REDACT) {
        here.merge(one.kind().id(), 1, Integer::sum);
      }
      if (handling == Handling.BLOCK) {
        refuse(place(at) + " holds " + one.kind().title());
      }
    }
    here.forEach((kind, count) -> changes.add(new Change(place(at), kind, count)));
  }

  /** Names of members may hold what is sensitive, too. */
  private String place(JsonPointer at) {
    return sensitive.redacted(at.toString(), Wanted.everything());
  }

  private void refuse(String why) {
    refusal = refusal.or(() -> Optional.of(why));
  }
}
