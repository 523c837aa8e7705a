package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

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
  public static Starter ours() {
    return new Starter(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        ownClasses(),
        Optional.ofNullable(System.getProperty("portreeve.home")).map(Path::of));
  }

  private static Path ownClasses() {
    try {
      return Path.of(Confine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException("our own classes lie nowhere", impossible);
    }
  }

  /** What decides how programs are confined, and so is not for them to change. */
  List<Path> parts() {
    Path jvm = java.resolve("../..").normalize();
    return Stream.concat(Stream.of(jvm, classes), home.stream()).toList();
  }

  /** The command that confines itself as the arguments after it say. */
  List<String> command() throws IOException {
    List<String> options =
        records().flatMap(Records::found).stream().map(file -> "-XX:AOTCache=" + file).toList();
    return words(options, Confine.class);
  }

  private Optional<Records> records() {
    return home.map(folder -> new Records(folder.resolve("starter"), classes));
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
    Optional<Records> records = records();
    try {
      return records.isPresent()
          && records
              .get()
              .keep(
                  fresh -> isDone(words(List.of("-XX:AOTCacheOutput=" + fresh), Rehearsal.class)));
    } catch (IOException unable) {
      return false;
    }
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
}
