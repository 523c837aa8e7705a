package io.portreeve.gateway.sandbox;

import io.portreeve.gateway.child.ChildCommand;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Confines a command to what a profile grants. Needs a JVM in the program's place for a moment: the
 * one that we run in.
 */
public final class Sandbox {
  /** What a JVM reads of its environment is for the program, should that be Java. */
  private static final List<String> OF_A_JVM =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private final Profile profile;
  private final Namespaces namespaces;

  public Sandbox(Profile profile, Namespaces namespaces) {
    this.profile = profile;
    this.namespaces = namespaces;
  }

  /**
   * The command that confines itself and then becomes another.
   *
   * @param ours our own environment, of which the child gets what it cannot do without
   * @param room the program's own folder: its home, and where its temporary files go
   * @throws IOException if the profile grants what must stay closed
   */
  public ChildCommand confined(ChildCommand command, Map<String, String> ours, Room room)
      throws IOException {
    Grants grants = profile.grants(installed(command, ours), room.folder());
    Launch launch = new Launch(grants, profile.bounds(), command.command());
    List<String> words = new ArrayList<>(jvm());
    words.addAll(launch.arguments());
    return new ChildCommand(
        namespaces.around(words, profile.network()),
        environment(command, room),
        command.directory());
  }

  /** What belongs to the program and to the scripts among its arguments; not where it runs. */
  private static Stream<Path> installed(ChildCommand command, Map<String, String> ours) {
    Path directory = command.directory().orElse(Path.of("")).toAbsolutePath();
    Map<String, String> environment = new HashMap<>(ours);
    environment.putAll(command.environment());
    Stream<Path> program = Programs.find(command.command().getFirst(), environment).stream();
    Stream<Path> scripts =
        command.command().stream()
            .skip(1)
            .filter(argument -> !argument.isEmpty() && argument.indexOf('\0') < 0)
            .map(directory::resolve)
            .filter(Files::isRegularFile);
    return Stream.concat(program, scripts).flatMap(Programs::with);
  }

  private static List<String> jvm() throws IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx16m",
        "-Xlog:disable",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        ownClasses().toString(),
        Confine.class.getName());
  }

  private static Path ownClasses() throws IOException {
    try {
      return Path.of(Confine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IOException("our own classes lie nowhere", impossible);
    }
  }

  private static Map<String, String> environment(ChildCommand command, Room room) {
    Map<String, String> environment = new LinkedHashMap<>(room.environment());
    command
        .environment()
        .forEach((name, value) ->
            environment.put(OF_A_JVM.contains(name) ? Aside.of(name) : name, value));
    return environment;
  }
}
