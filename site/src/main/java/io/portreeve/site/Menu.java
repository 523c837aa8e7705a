package io.portreeve.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;

/**
 * What every page shows beside its text: the links of the documentation's first page, in their
 * groups.
 */
final class Menu extends AbstractVisitor {
  static final Place PAGE = new Place("docs/README.md");

  private final Repository repository;
  private final Markdown markdown;
  private final List<Group> groups = new ArrayList<>();

  private Menu(Repository repository, Markdown markdown) {
    this.repository = repository;
    this.markdown = markdown;
  }

  record Group(String name, List<Entry> entries) {}

  record Entry(String name, Place place) {}

  static List<Group> of(Repository repository, Markdown markdown) {
    Menu menu = new Menu(repository, markdown);
    markdown.read(repository.text(PAGE)).accept(menu);
    return List.copyOf(menu.groups);
  }

  @Override
  public void visit(Heading heading) {
    if (heading.getLevel() == 2) {
      groups.add(new Group(markdown.words(heading), new ArrayList<>()));
    }
  }

  @Override
  public void visit(Link link) {
    Optional<Place> place = repository.linked(PAGE, link.getDestination());
    if (place.isPresent() && place.get().isPage() && !groups.isEmpty()) {
      groups.getLast().entries().add(new Entry(markdown.words(link), place.get()));
    }
  }
}
