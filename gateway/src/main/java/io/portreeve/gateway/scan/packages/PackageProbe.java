package io.portreeve.gateway.scan.packages;

import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Gathered;
import io.portreeve.gateway.scan.finding.Probe;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.scan.finding.Rule;
import io.portreeve.gateway.scan.finding.RuleBook;
import io.portreeve.gateway.scan.folder.Looks;
import io.portreeve.gateway.scan.program.Grounds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Holds the packages of each server, as far as they are told, against what is known of them. */
public final class PackageProbe implements Probe {
  private final Map<String, ServerSettings> servers;
  private final List<Advisories> advisories;
  private final Looks looks;
  private final RuleBook rules = RuleBook.PACKAGES;

  /**
   * A look at these servers.
   *
   * @param advisories everybody who knows something of packages
   * @param looks has each server looked at by itself: a program can make that last
   */
  public PackageProbe(
      Map<String, ServerSettings> servers, List<Advisories> advisories, Looks looks) {
    this.servers = servers;
    this.advisories = List.copyOf(advisories);
    this.looks = looks;
  }

  @Override
  public String what() {
    return "packages";
  }

  @Override
  public List<Finding> look(Progress progress) throws InterruptedException {
    var found = new Gathered();
    Map<Holder, Inventory> made = new LinkedHashMap<>();
    Grounds grounds = Grounds.of(servers);
    for (Map.Entry<String, ServerSettings> one : servers.entrySet()) {
      Inventory inventory = new Inventory(progress);
      Holder holder = Holder.server(one.getKey());
      made.put(holder, inventory);
      look(holder, () -> take(one.getKey(), one.getValue(), inventory, grounds, progress), found);
    }
    for (Grounds.Shared shared : grounds.shared()) {
      Inventory inventory = new Inventory(progress);
      Holder holder = Holder.of(shared);
      made.put(holder, inventory);
      look(holder, () -> inventory.walk(shared.folder(), grounds::isApart), found);
    }
    Map<Holder, Set<Component>> components = new LinkedHashMap<>();
    made.forEach((holder, inventory) -> {
      inventory.unread().forEach((file, why) -> found.add(unread(holder, file, why)));
      components.put(holder, inventory.components());
    });
    for (Advisories one : advisories) {
      by(one, components, progress).forEach(found::add);
    }
    return found.all();
  }

  private void look(Holder holder, Runnable look, Gathered found) throws InterruptedException {
    looks
        .failure(holder.subject("packages of " + holder.server()), look)
        .ifPresent(why -> found.add(Finding.failed(holder.server(), holder.subject(what()), why)));
  }

  private static void take(
      String id, ServerSettings server, Inventory inventory, Grounds grounds, Progress progress) {
    progress.at(id);
    if (server.reach() instanceof Reach.Program program) {
      inventory.take(program);
      grounds.of(id).forEach(folder -> inventory.walk(folder, grounds::isApart));
    }
    server.sbom().ifPresent(inventory::take);
  }

  /** Who cannot tell is a finding of each server that it could have told something of. */
  private List<Finding> by(Advisories one, Map<Holder, Set<Component>> made, Progress progress)
      throws InterruptedException {
    List<Component> all = made.values().stream().flatMap(Set::stream).distinct().toList();
    var found = new ArrayList<Finding>();
    try {
      Advisories.Told told = one.about(all, progress);
      made.forEach((holder, components) ->
          told.known().stream()
              .filter(it -> components.contains(it.component()))
              .forEach(it -> found.add(known(holder, it))));
      told.untold()
          .forEach((ecosystem, why) ->
              found.addAll(untold(made, it -> it.ecosystem() == ecosystem, one, why)));
    } catch (IOException failed) {
      found.addAll(untold(made, _ -> true, one, String.valueOf(failed.getMessage())));
    }
    return found;
  }

  private List<Finding> untold(
      Map<Holder, Set<Component>> made, Predicate<Component> what, Advisories by, String why) {
    List<Holder> concerned =
        made.entrySet().stream()
            .filter(entry -> entry.getValue().stream().anyMatch(what))
            .map(Map.Entry::getKey)
            .toList();
    Rule rule = rules.rule("advisories-untold");
    return (concerned.isEmpty() ? List.of(Holder.server("")) : concerned)
        .stream()
            .map(it ->
                new Finding(rule, it.server(), it.subject("packages"), by.where() + ": " + why))
            .toList();
  }

  private Finding known(Holder holder, Advisories.Known known) {
    Component component = known.component();
    Advisory advisory = known.advisory();
    return new Finding(
        rule(advisory),
        holder.server(),
        holder.subject(component.name() + " " + component.version()),
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

  private Finding unread(Holder holder, Path file, String why) {
    String subject = holder.subject(String.valueOf(file.getFileName()));
    return new Finding(
        rules.rule("packages-unread"), holder.server(), subject, why, Optional.of(file));
  }
}
