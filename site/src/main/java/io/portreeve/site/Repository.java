package io.portreeve.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that pages are made of. */
final class Repository {
  private final Path root;

  Repository(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /**
   * What is a page without anybody having to link to it: the documentation, and what stands at the
   * root.
   */
  List<Place> documentation() {
    try (Stream<Path> top = Files.list(root);
        Stream<Path> below = Files.walk(root.resolve("docs"))) {
      return Stream.concat(top, below)
          .filter(Files::isRegularFile)
          .map(this::place)
          .filter(Place::isPage)
          .sorted()
          .toList();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** The file to which this destination leads from a page; nothing if there is none. */
  Optional<Place> linked(Place from, String destination) {
    Path target = file(from).resolveSibling(destination).normalize();
    return target.startsWith(root) && Files.isRegularFile(target)
        ? Optional.of(place(target))
        : Optional.empty();
  }

  Path file(Place place) {
    return root.resolve(place.path());
  }

  String text(Place place) {
    try {
      return Files.readString(file(place));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private Place place(Path file) {
    return new Place(root.relativize(file).toString().replace('\\', '/'));
  }
}
