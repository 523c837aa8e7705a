package io.portreeve.gateway.config;

import static java.util.stream.Collectors.joining;

import io.portreeve.gateway.config.form.Document;
import io.portreeve.gateway.config.form.FileText;
import io.portreeve.gateway.config.form.Place;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.store.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a configuration was read from.
 *
 * @param text the very text that was parsed, whatever its file holds by now
 * @param references what the text refers to
 */
public record Sources(FileText text, Set<Reference> references) {
  public Sources {
    references = Set.copyOf(references);
  }

  /**
   * Where the value of a key stands, such as {@code tls.key}; outside, if the text does not say it.
   */
  public Place place(String path) {
    return switch (text) {
      case FileText.Text(String contents) -> Document.place(contents, path);
      case FileText.Unreadable _ -> Place.OUTSIDE;
    };
  }

  /** The same references, and another text. */
  Sources with(FileText other) {
    return new Sources(other, references);
  }

  /**
   * Of the text, and of what the files that it refers to hold at this moment. Of contents, not of
   * times: a file that is linked anew may keep its time.
   */
  String fingerprint() {
    String read =
        switch (text) {
          case FileText.Text(String contents) -> "read " + contents;
          case FileText.Unreadable(Problem problem) -> "unreadable " + problem;
        };
    Stream<String> all = Stream.concat(Stream.of(read), files().stream().map(Sources::contents));
    // Of digests, so that no contents can look like the beginning of the next.
    return Digest.sha256(all.map(one -> Digest.sha256(one).hex()).collect(joining())).hex();
  }

  private Set<Path> files() {
    var files = new TreeSet<Path>();
    for (Reference reference : references) {
      if (reference instanceof Reference.InFile(Path path)) {
        files.add(path);
      }
    }
    return files;
  }

  private static String contents(Path path) {
    try {
      byte[] contents =
          Files.size(path) <= FileText.LONGEST ? Files.readAllBytes(path) : new byte[0];
      return Digest.sha256(contents) + " " + path;
    } catch (IOException unreadable) {
      return "unreadable " + path;
    }
  }
}
