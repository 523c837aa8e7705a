package io.portreeve.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.commonmark.node.Node;

/** The pages of one repository, and the files that they speak of. */
final class Site {
  private final Repository repository;
  private final Markdown markdown = new Markdown();
  private final Map<Place, Page> pages = new TreeMap<>();
  private final Map<Place, Links> links = new TreeMap<>();
  private final Set<Place> files = new TreeSet<>();
  private final Sheet sheet;
  private final Set<Place> listed = new TreeSet<>();

  Site(Repository repository) {
    this.repository = repository;
    List<Menu.Group> menu = Menu.of(repository, markdown);
    this.sheet = new Sheet(menu);
    menu.forEach(group -> group.entries().forEach(entry -> listed.add(entry.place())));
    Deque<Place> waiting = new ArrayDeque<>(repository.documentation());
    while (!waiting.isEmpty()) {
      waiting.addAll(read(waiting.remove()));
    }
  }

  /** Makes them. What stood there before goes. */
  public static void main(String[] args) throws IOException {
    Site site = new Site(new Repository(Path.of(args[0])));
    Path directory = Path.of(args[1]);
    site.write(directory);
    List<String> problems = site.problems();
    problems.forEach(System.err::println);
    System.out.printf("%d pages in %s%n", site.pages.size(), directory.normalize());
    if (!problems.isEmpty()) {
      System.exit(1);
    }
  }

  /** Links that lead nowhere, and pages of the documentation that its first page does not name. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    links.forEach((from, found) -> {
      found.broken().forEach(to -> problems.add(from.path() + ": no such file: " + to));
      found.targets().stream()
          .filter(to -> !reached(to))
          .forEach(to ->
              problems.add(
                  from.path() + ": no such heading: " + to.place().path() + "#" + to.anchor()));
    });
    pages.keySet().stream()
        .filter(page -> page.path().startsWith("docs/") && !page.equals(Menu.PAGE))
        .filter(page -> !listed.contains(page))
        .forEach(page -> problems.add(page.path() + ": not named in " + Menu.PAGE.path()));
    return problems;
  }

  void write(Path directory) throws IOException {
    clear(directory);
    for (Map.Entry<Place, Page> one : pages.entrySet()) {
      Path file = made(directory, one.getKey());
      Files.writeString(file, sheet.around(one.getKey(), one.getValue()));
    }
    for (Place file : files) {
      Files.copy(repository.file(file), made(directory, file));
    }
    try (InputStream style = Site.class.getResourceAsStream("site.css")) {
      Files.copy(Objects.requireNonNull(style), directory.resolve("site.css"));
    }
  }

  /** Reads a page, and returns those that it leads to. */
  private Collection<Place> read(Place place) {
    if (pages.containsKey(place)) {
      return List.of();
    }
    Node document = markdown.read(repository.text(place));
    Links turned = new Links(repository, place);
    turned.turn(document);
    pages.put(place, markdown.page(document));
    links.put(place, turned);
    List<Place> targets = turned.targets().stream().map(Links.Target::place).toList();
    targets.stream().filter(one -> !one.isPage()).forEach(files::add);
    return targets.stream().filter(Place::isPage).toList();
  }

  private boolean reached(Links.Target target) {
    Page page = pages.get(target.place());
    return target.anchor().isEmpty() || (page != null && page.anchors().contains(target.anchor()));
  }

  private static Path made(Path directory, Place place) throws IOException {
    Path file = directory.resolve(place.published());
    Files.createDirectories(file.getParent());
    return file;
  }

  private static void clear(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path one : all.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(one);
        }
      }
    }
    Files.createDirectories(directory);
  }
}
