package io.portreeve.gateway.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file that a configuration takes a secret from.
 *
 * @param key the place in the configuration that names it
 */
public record SecretFile(String key, Path path) {
  private static final String FILE = "file:";
  private static final Pattern PUBLIC =
      Pattern.compile("certificate|(^|-)(ca|chain|jwks|trust|roots|resources)$");

  /** All of them, in the order of the file; not what everybody may know, nor URIs. */
  public static List<SecretFile> of(Configuration configuration) {
    return within("", "", configuration.written()).toList();
  }

  private static Stream<SecretFile> within(String path, String key, Object value) {
    return switch (value) {
      case Map<?, ?> entries ->
          entries.entrySet().stream()
              .flatMap(entry -> {
                String name = String.valueOf(entry.getKey());
                return within(path.isEmpty() ? name : path + "." + name, name, entry.getValue());
              });
      case List<?> items -> items.stream().flatMap(item -> within(path, key, item));
      case String text when text.startsWith(FILE) && !PUBLIC.matcher(key).find() ->
          named(path, text.substring(FILE.length()));
      default -> Stream.empty();
    };
  }

  private static Stream<SecretFile> named(String key, String path) {
    try {
      return Stream.of(new SecretFile(key, Path.of(path)));
    } catch (InvalidPathException noPath) {
      return Stream.empty();
    }
  }
}
