package io.portreeve.gateway.sandbox;

import io.portreeve.gateway.child.ChildCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Confines a command to what a profile grants. Needs a JVM in the program's place for a moment: the
 * one that we run in.
 */
public final class Sandbox {
  /** What a JVM reads of its environment is for the program, should that be Java. */
  static final List<String> OF_A_JVM =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private final Profile profile;
  private final Means means;
  private final WayOut out;
  private final Incidents incidents;

  public Sandbox(Profile profile, Means means, WayOut out, Incidents incidents) {
    this.profile = profile;
    this.means = means;
    this.out = out;
    this.incidents = incidents;
  }

  /**
   * Makes ready for one start of a program; close it when the program has ended.
   *
   * @param ours our own environment, of which the child gets what it cannot do without
   * @param whose the principal for whom it is started
   * @throws IOException if the profile grants what must stay closed, or a part cannot be had
   */
  public Confined enter(ChildCommand command, Map<String, String> ours, String whose)
      throws IOException {
    if (means.lack().isPresent()) {
      throw new IOException(means.lack().get());
    }
    Told told = new Told(incident -> incidents.happened(whose, incident));
    Mark mark = Mark.random();
    Room room = Room.open();
    try {
      Grants grants = profile.grants(installed(command, ours), room.folder());
      Optional<Supervisor> supervisor =
          profile.watched() ? Optional.of(supervisor(grants, mark, room, told)) : Optional.empty();
      Usage usage = new Usage(profile.bounds(), room.folder());
      return new Confined(
          confined(told(command, whose), grants, mark, room), mark, room, supervisor, usage, told);
    } catch (IOException | RuntimeException failed) {
      room.close();
      throw failed;
    }
  }

  /** What the operator sets goes before what we do. */
  private ChildCommand told(ChildCommand command, String whose) {
    return new ChildCommand(command.command(), out.environment(whose), command.directory())
        .with(command.environment());
  }

  private Supervisor supervisor(Grants grants, Mark mark, Room room, Told told) throws IOException {
    return Supervisor.start(
        room.door(),
        (kernel, first, ending) ->
            new Examiner(
                new NamedFiles(grants, new OtherProcesses(first, means.namespaces().any())),
                new Attributes(kernel, grants, told),
                new Population(profile.bounds().processes(), mark::threads),
                grants.network() instanceof Network.OnePort(int port)
                    ? Optional.of(new OneWayOut(kernel, port))
                    : Optional.empty(),
                ending,
                told));
  }

  /** The command that confines itself and then becomes another. */
  private ChildCommand confined(ChildCommand command, Grants grants, Mark mark, Room room)
      throws IOException {
    Optional<Path> watcher = profile.watched() ? Optional.of(room.door()) : Optional.empty();
    Launch launch = new Launch(grants, profile.bounds(), mark, watcher, command.command());
    List<String> words = new ArrayList<>(Starter.ours().command());
    words.addAll(launch.arguments());
    return new ChildCommand(
        means.namespaces().around(words, grants), environment(command, room), command.directory());
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

  private static Map<String, String> environment(ChildCommand command, Room room) {
    Map<String, String> environment = new LinkedHashMap<>(room.environment());
    command
        .environment()
        .forEach((name, value) ->
            environment.put(OF_A_JVM.contains(name) ? Aside.of(name) : name, value));
    return environment;
  }
}
