package io.portreeve.gateway.desk;

import io.portreeve.gateway.store.Digest;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where somebody's clients start servers, and where Portreeve keeps what belongs to that.
 *
 * @param home of whoever uses the clients
 * @param profiles the folder of all profiles and backups
 * @param packages the folder of what programs fetch
 * @param launcher what starts Portreeve, wherever it is called from
 * @param confinable whether this system has a sandbox
 */
public record Desk(
    Function<String, Optional<String>> environment,
    Path home,
    Path profiles,
    Path packages,
    String launcher,
    boolean confinable) {
  private static final int SHORT = 8;

  /** The desk of whoever has this environment. */
  public static Desk of(
      Function<String, Optional<String>> environment, Path home, String launcher, String system) {
    Path settings =
        folder(environment, "XDG_CONFIG_HOME")
            .or(() -> folder(environment, "APPDATA"))
            .orElse(home.resolve(".config"));
    Path caches = folder(environment, "XDG_CACHE_HOME").orElse(home.resolve(".cache"));
    return new Desk(
        environment,
        home,
        settings.resolve("portreeve").resolve("wrapped"),
        caches.resolve("portreeve").resolve("packages"),
        launcher,
        system.equals("Linux"));
  }

  /** The desk of whoever has started this process. */
  public static Desk ours() {
    Function<String, Optional<String>> environment =
        name -> Optional.ofNullable(System.getenv(name));
    return of(environment, home(environment), "portreeve", System.getProperty("os.name", ""));
  }

  /** The home of whoever has this environment. */
  public static Path home(Function<String, Optional<String>> environment) {
    return environment
        .apply("HOME")
        .or(() -> environment.apply("USERPROFILE"))
        .map(Path::of)
        .orElse(Path.of(System.getProperty("user.home", "/")));
  }

  /** Where what a server fetches is kept, if this file, a profile or none, starts it. */
  Path packagesOf(Path configuration, String id) {
    Path file = SearchPath.real(configuration);
    Optional<Path> profile =
        Optional.ofNullable(file.getParent())
            .filter(folder -> SearchPath.real(profiles).equals(folder.getParent()));
    return packages(
        profile.map(folder -> String.valueOf(folder.getFileName())).orElseGet(() -> folderOf(file)),
        id);
  }

  /** Likewise, of the servers of a client's file, by the name of its folder. */
  Path packages(String folder, String id) {
    return packages.resolve(folder).resolve(id);
  }

  /** Where bare names of programs lead. */
  SearchPath path() {
    return new SearchPath(environment.apply("PATH").orElse(""));
  }

  private static Optional<Path> folder(
      Function<String, Optional<String>> environment, String name) {
    return environment
        .apply(name)
        .filter(path -> !path.isBlank())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }

  /** The name of the folder of a client's file: no other file has it. */
  String folderOf(Path real) {
    String name = slug(String.valueOf(real.getFileName()).replaceFirst("\\.[^.]*$", ""));
    return name + "-" + Digest.sha256(real.toString()).hex().substring(0, SHORT);
  }

  /** A name of letters, digits and dashes that resembles this one. */
  static String slug(String name) {
    String plain =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String begun = plain.matches("[a-z].*") ? plain : plain.isEmpty() ? "server" : "s-" + plain;
    return begun.substring(0, Math.min(begun.length(), 24)).replaceAll("-+$", "");
  }
}
