package io.portreeve.gateway.scan.definition;

import io.portreeve.gateway.config.QuarantineFrom;
import io.portreeve.gateway.keeping.Bounded;
import io.portreeve.gateway.keeping.Unchanged;
import io.portreeve.gateway.scan.definition.Offered.Standing;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.RuleBook;
import io.portreeve.gateway.store.Digest;
import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.guard.Findings;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What looks at single definitions find, at the moment in which a server shows them. What is held
 * once stays held, whatever the server shows afterwards, until somebody accepts the finding or the
 * gateway starts anew.
 */
public final class HeldDefinitions implements Findings {
  /** Of so many versions it is remembered what was found in them: it would be found again. */
  private static final int VERSIONS = 20_000;

  private static final int NAMES = 100_000;

  private final QuarantineFrom from;
  private final List<DefinitionLook> looks;
  private final Unchanged<Digest> versions = new Unchanged<>(Offered::version);
  private final Map<Version, List<String>> judged = Bounded.latelyUsed(VERSIONS);
  private final Map<Name, Set<String>> held = Bounded.newest(NAMES);
  private volatile Set<String> accepted = Set.of();

  private record Name(String server, Kind kind, String name) {}

  private record Version(Name name, Digest digest) {}

  /** Nothing is held yet. */
  public HeldDefinitions(QuarantineFrom from) {
    RuleBook rules = RuleBook.DEFINITIONS;
    this.from = from;
    this.looks =
        List.of(new HiddenText(rules), new TextRules(rules, RuleBook.SECRETS), new Shapes(rules));
  }

  /** From now on, these findings hold nothing. */
  public void accept(Set<String> findings) {
    accepted = Set.copyOf(findings);
  }

  /** Judges what is known of a server before it shows anything. */
  public void judge(Offered offered) {
    var _ = judge(new ServerId(offered.server()), offered.kind(), offered.name(), offered.json());
  }

  @Override
  public Optional<String> judge(ServerId server, Kind kind, String name, Json definition) {
    if (from == QuarantineFrom.NEVER) {
      return Optional.empty();
    }
    Name named = new Name(server.value(), kind, name);
    List<String> found =
        found(named, new Offered(server.value(), kind, name, definition, Standing.NEW));
    hold(named, found);
    return open(found);
  }

  @Override
  public Optional<String> holding(ServerId server, Kind kind, String name) {
    synchronized (held) {
      return open(held.getOrDefault(new Name(server.value(), kind, name), Set.of()));
    }
  }

  /** How many are held now, by the server. */
  public Map<String, Long> count() {
    synchronized (held) {
      return held.entrySet().stream()
          .filter(one -> open(one.getValue()).isPresent())
          .collect(Collectors.groupingBy(one -> one.getKey().server(), Collectors.counting()));
    }
  }

  private Optional<String> open(Iterable<String> findings) {
    for (String finding : findings) {
      if (!accepted.contains(finding)) {
        return Optional.of(finding);
      }
    }
    return Optional.empty();
  }

  private void hold(Name name, List<String> found) {
    if (!found.isEmpty()) {
      synchronized (held) {
        held.computeIfAbsent(name, _ -> new LinkedHashSet<>()).addAll(found);
      }
    }
  }

  private List<String> found(Name name, Offered offered) {
    Version key = new Version(name, versions.of(offered.json()));
    Optional<List<String>> before = before(key);
    if (before.isPresent()) {
      return before.get();
    }
    List<String> found =
        looks.stream()
            .flatMap(look -> look.of(offered).stream())
            .filter(this::isBadEnough)
            .map(Finding::id)
            .distinct()
            .toList();
    synchronized (judged) {
      judged.put(key, found);
    }
    return found;
  }

  private Optional<List<String>> before(Version key) {
    synchronized (judged) {
      return Optional.ofNullable(judged.get(key));
    }
  }

  private boolean isBadEnough(Finding finding) {
    return from.isReachedBy(finding.severity());
  }
}
