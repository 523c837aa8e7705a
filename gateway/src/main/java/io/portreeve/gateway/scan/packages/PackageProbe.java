package io.portreeve.gateway.scan.packages;

import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Probe;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.scan.finding.Rule;
import io.portreeve.gateway.scan.finding.RuleBook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds the packages of each server, as far as they are told, against what is known of them. */
public final class PackageProbe implements Probe {
  private final Map<String, ServerSettings> servers;
  private final List<Advisories> advisories;
  private final RuleBook rules = RuleBook.of("packages");

  /**
   * A look at these servers.
   *
   * @param advisories everybody who knows something of packages
   */
  public PackageProbe(Map<String, ServerSettings> servers, List<Advisories> advisories) {
    this.servers = servers;
    this.advisories = List.copyOf(advisories);
  }

  @Override
  public String what() {
    return "packages";
  }

  @Override
  public List<Finding> look(Progress progress) throws InterruptedException {
    var found = new ArrayList<Finding>();
    Map<String, Set<Component>> made = new LinkedHashMap<>();
    servers.forEach((id, server) -> {
      progress.at(id);
      Inventory inventory = new Inventory(progress);
      if (server.reach() instanceof Reach.Program program) {
        inventory.take(program);
      }
      server.sbom().ifPresent(inventory::take);
      made.put(id, inventory.components());
      inventory.unread().forEach((file, why) -> found.add(unread(id, file, why)));
    });
    for (Advisories one : advisories) {
      found.addAll(by(one, made, progress));
    }
    return found;
  }

  /** Who cannot tell is a finding of each server that it could have told something of. */
  private List<Finding> by(Advisories one, Map<String, Set<Component>> made, Progress progress)
      throws InterruptedException {
    List<Component> all = made.values().stream().flatMap(Set::stream).distinct().toList();
    try {
      List<Advisories.Known> known = one.about(all, progress);
      return made.entrySet().stream()
          .flatMap(server ->
              known.stream()
                  .filter(it -> server.getValue().contains(it.component()))
                  .map(it -> known(server.getKey(), it)))
          .toList();
    } catch (IOException untold) {
      String why = one.where() + ": " + untold.getMessage();
      List<String> concerned =
          made.entrySet().stream()
              .filter(server -> !server.getValue().isEmpty())
              .map(Map.Entry::getKey)
              .toList();
      return (concerned.isEmpty() ? List.of("") : concerned)
          .stream()
              .map(id -> new Finding(rules.rule("advisories-untold"), id, "packages", why))
              .toList();
    }
  }

  private Finding known(String id, Advisories.Known known) {
    Component component = known.component();
    Advisory advisory = known.advisory();
    return new Finding(
        rule(advisory),
        id,
        component.name() + " " + component.version(),
        advisory.id() + fixed(advisory, component) + ": " + advisory.summary(),
        Optional.of(component.file()));
  }

  private static String fixed(Advisory advisory, Component component) {
    return advisory.fixed(component).map(version -> ", fixed in " + version).orElse("");
  }

  private Rule rule(Advisory advisory) {
    return advisory.isMalice()
        ? rules.rule("malicious-package")
        : rules.rule("vulnerable-package").as(advisory.severity());
  }

  private Finding unread(String id, Path file, String why) {
    String name = String.valueOf(file.getFileName());
    return new Finding(rules.rule("packages-unread"), id, name, why, Optional.of(file));
  }
}
