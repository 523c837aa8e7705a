package io.portreeve.site;

/**
 * A file of the repository.
 *
 * @param path from its root, with {@code /} between names, as in {@code docs/policy.md}
 */
record Place(String path) implements Comparable<Place> {

  boolean isPage() {
    return path.endsWith(".md");
  }

  /** Where it stands in the site; a readme is what stands for its directory. */
  String published() {
    if (!isPage()) {
      return path;
    }
    return path.replaceFirst("README\\.md$", "index.md").replaceFirst("\\.md$", ".html");
  }

  /** How a page of another place names this one. */
  String from(Place page) {
    long depth = page.path.chars().filter(one -> one == '/').count();
    return "../".repeat((int) depth) + published();
  }

  @Override
  public int compareTo(Place other) {
    return path.compareTo(other.path);
  }
}
