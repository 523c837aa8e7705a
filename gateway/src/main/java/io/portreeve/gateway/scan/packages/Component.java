package io.portreeve.gateway.scan.packages;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One version of one package.
 *
 * @param name as its ecosystem has it; of Maven {@code group:artifact}
 * @param file where it was found
 */
public record Component(Ecosystem ecosystem, String name, String version, Path file) {
  public Component {
    name = ecosystem.name(name);
  }

  /** The one that a package URL names, if we know its ecosystem. */
  static Optional<Component> ofPurl(String purl, Path file) {
    String bare = purl.split("[?#]", 2)[0];
    int type = bare.indexOf('/');
    int version = bare.lastIndexOf('@');
    if (!bare.startsWith("pkg:") || type < 0 || version < type) {
      return Optional.empty();
    }
    String path = decoded(bare.substring(type + 1, version));
    return Ecosystem.ofPurl(bare.substring(4, type))
        .map(one ->
            new Component(
                one,
                one == Ecosystem.MAVEN ? path.replace('/', ':') : path,
                decoded(bare.substring(version + 1)),
                file));
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return part;
    }
  }
}
