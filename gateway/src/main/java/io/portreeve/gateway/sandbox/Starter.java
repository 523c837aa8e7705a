package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The JVM that is in a program's place for a moment, until it is confined: the one that we run in,
 * with our own classes.
 *
 * @param java the program of the JVM
 * @param classes our own
 * @param home where what a rehearsal recorded lies, or may be put; empty: nowhere
 */
public record Starter(Path java, Path classes, Optional<Path> home) {
  /** It runs for so short a time that compiling would cost more than it brings. */
  private static final List<String> OPTIONS =
      List.of("-Xint", "-XX:+UseSerialGC", "-Xmx16m", "--enable-native-access=ALL-UNNAMED");

  private static final int PATIENCE_SECONDS = 30;

  /** The one of this process. */
  public static Starter ours() throws IOException {
    return new Starter(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        ownClasses(),
        Optional.ofNullable(System.getProperty("portreeve.home")).map(Path::of));
  }

  private static Path ownClasses() throws IOException {
    try {
      return Path.of(Confine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IOException("our own classes lie nowhere", impossible);
    }
  }

  /** The command that confines itself as the arguments after it say. */
  List<String> command() throws IOException {
    List<String> options =
        recorded().filter(Files::isRegularFile).stream()
            .map(file -> "-XX:AOTCache=" + file)
            .toList();
    return words(options, Confine.class);
  }

  /**
   * Where a start with these very classes is recorded, or may be. The JVM looks whether it was
   * recorded by its like, and may run the classes in it without a look at ours: those of another
   * build would confine by other rules.
   */
  Optional<Path> recorded() throws IOException {
    if (home.isEmpty()) {
      return Optional.empty();
    }
    long changed = Files.getLastModifiedTime(classes).toMillis();
    return Optional.of(
        home.get().resolve("starter-%d-%d.aot".formatted(Files.size(classes), changed)));
  }

  private List<String> words(List<String> more, Class<?> main) {
    List<String> words = new ArrayList<>(List.of(java.toString()));
    words.addAll(OPTIONS);
    words.add("-Xlog:disable");
    words.addAll(more);
    words.addAll(List.of("-cp", classes.toString(), main.getName()));
    return words;
  }

  /**
   * Has the JVM record a start, so that others take less of the processor. Whatever goes wrong,
   * they go on without.
   *
   * @return whether it is recorded
   */
  public boolean rehearse() throws InterruptedException {
    try {
      Optional<Path> recorded = recorded();
      return recorded.isPresent() && rehearse(recorded.get());
    } catch (IOException unable) {
      return false;
    }
  }

  private boolean rehearse(Path recorded) throws IOException, InterruptedException {
    Path fresh = recorded.resolveSibling(recorded.getFileName() + ".new");
    return isDone(words(List.of("-XX:AOTCacheOutput=" + fresh), Rehearsal.class))
        && isMoved(fresh, recorded);
  }

  private static boolean isDone(List<String> words) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeAll(Sandbox.OF_A_JVM);
    Process rehearsal = builder.start();
    boolean ended = rehearsal.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    rehearsal.destroyForcibly();
    return ended && rehearsal.exitValue() == 0;
  }

  /** At once, since somebody may start a program now. */
  private static boolean isMoved(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }
}
