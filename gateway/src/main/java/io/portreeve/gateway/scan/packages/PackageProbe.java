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
import java.util.stream.Stream;

/** Holds the packages of each program against what OSV knows. It asks nobody. */
public final class PackageProbe implements Probe {
  private final Map<String, ServerSettings> servers;
  private final OsvFolder osv;
  private final RuleBook rules = RuleBook.of("packages");

  /**
   * A look at the programs among these servers.
   *
   * @param osv the folder with OSV's advisories
   */
  public PackageProbe(Map<String, ServerSettings> servers, Path osv) {
    this.servers = servers;
    this.osv = new OsvFolder(osv);
  }

  @Override
  public String what() {
    return "packages";
  }

  @Override
  public List<Finding> look(Progress progress) {
    var found = new ArrayList<Finding>();
    Map<String, Set<Component>> made = new LinkedHashMap<>();
    servers.forEach((id, server) -> {
      if (server.reach() instanceof Reach.Program program) {
        progress.at(id);
        Inventory inventory = new Inventory(progress);
        inventory.take(program);
        made.put(id, inventory.components());
        inventory.unread().forEach((file, why) -> found.add(unread(id, file, why)));
      }
    });
    List<Component> all = made.values().stream().flatMap(Set::stream).distinct().toList();
    List<Advisory> advisories = advisories(all, progress, found);
    made.forEach((id, components) ->
        components.stream().flatMap(one -> known(id, one, advisories)).forEach(found::add));
    return found;
  }

  private List<Advisory> advisories(
      List<Component> components, Progress progress, List<Finding> found) {
    try {
      return osv.about(components, progress);
    } catch (IOException unreadable) {
      found.add(unread("", osv.folder(), String.valueOf(unreadable)));
      return List.of();
    }
  }

  private Stream<Finding> known(String id, Component component, List<Advisory> advisories) {
    return advisories.stream()
        .filter(one -> one.affects(component))
        .map(one ->
            new Finding(
                rule(one),
                id,
                component.name() + " " + component.version(),
                one.id() + fixed(one, component) + ": " + one.summary(),
                Optional.of(component.file())));
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
