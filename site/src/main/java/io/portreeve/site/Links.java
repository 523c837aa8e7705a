package io.portreeve.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/** Turns the links of one page into those of the site, and remembers where they lead. */
final class Links extends AbstractVisitor {
  private final Repository repository;
  private final Place page;
  private final List<Target> targets = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  Links(Repository repository, Place page) {
    this.repository = repository;
    this.page = page;
  }

  /**
   * A place that a page leads to.
   *
   * @param anchor what stands after {@code #}, or empty
   */
  record Target(Place place, String anchor) {}

  List<Target> targets() {
    return List.copyOf(targets);
  }

  /** Destinations of files that are not there. */
  List<String> broken() {
    return List.copyOf(broken);
  }

  void turn(Node document) {
    document.accept(this);
  }

  @Override
  public void visit(Link link) {
    link.setDestination(turned(link.getDestination()));
    visitChildren(link);
  }

  @Override
  public void visit(Image image) {
    image.setDestination(turned(image.getDestination()));
    visitChildren(image);
  }

  private String turned(String destination) {
    if (destination.matches("[a-z]+:.*")) {
      return destination;
    }
    int hash = destination.indexOf('#');
    String path = hash < 0 ? destination : destination.substring(0, hash);
    String anchor = hash < 0 ? "" : destination.substring(hash + 1);
    Optional<Place> found = path.isEmpty() ? Optional.of(page) : repository.linked(page, path);
    if (found.isEmpty()) {
      broken.add(destination);
      return destination;
    }
    targets.add(new Target(found.get(), anchor));
    return found.get().from(page) + (hash < 0 ? "" : "#" + anchor);
  }
}
