package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Answers for the calls of one confined program that are asked about, and tells of bad ones. */
final class Examiner {
  private static final long NEW_NAMESPACES = 0x7E02_0000;
  private static final long SISTER = 0x8000;
  private static final long NEW_THREAD = 0x1_0000;
  private static final int LONGEST_ADDRESS = 28;

  private final NamedFiles files;
  private final Attributes attributes;
  private final Population population;
  private final Optional<OneWayOut> out;
  private final BooleanSupplier ending;
  private final Consumer<Incident> incidents;

  /**
   * Answers.
   *
   * @param out the way out, if the program has one
   * @param ending whether it starts no more processes, so that all there are can be ended
   * @param incidents told of what is refused
   */
  Examiner(
      NamedFiles files,
      Attributes attributes,
      Population population,
      Optional<OneWayOut> out,
      BooleanSupplier ending,
      Consumer<Incident> incidents) {
    this.files = files;
    this.attributes = attributes;
    this.population = population;
    this.out = out;
    this.ending = ending;
    this.incidents = incidents;
  }

  Ruling rule(Notification call) {
    return switch (call.call().use()) {
      case OF_FILES -> {
        files.look(call).ifPresent(incidents);
        yield Ruling.GO_ON;
      }
      case OF_ATTRIBUTES -> attributes.change(call);
      case ASKED -> asked(call);
      case FORBIDDEN, OURS, USELESS -> refused(Ruling.NOT_PERMITTED, "call " + call.call().word());
    };
  }

  private Ruling asked(Notification call) {
    return switch (call.call()) {
      case CLONE -> cloned(call.argument(0));
      case FORK, VFORK -> started(false);
      case CONNECT -> connected(call);
      case SOCKET -> refused(Ruling.NO_SUCH_FAMILY, "reach the network by itself");
      default -> refused(Ruling.NOT_PERMITTED, "call " + call.call().word());
    };
  }

  private Ruling cloned(long flags) {
    if ((flags & NEW_NAMESPACES) != 0) {
      return refused(Ruling.NOT_PERMITTED, "make namespaces");
    }
    return (flags & SISTER) == 0
        ? started((flags & NEW_THREAD) != 0)
        : refused(Ruling.NOT_PERMITTED, "start a process that is not under it");
  }

  private Ruling started(boolean thread) {
    if (ending.getAsBoolean() && !thread) {
      return Ruling.TRY_AGAIN;
    }
    if (population.admits()) {
      return Ruling.GO_ON;
    }
    incidents.accept(Incident.exhausted("start more processes and threads than it may have"));
    return Ruling.TRY_AGAIN;
  }

  private Ruling connected(Notification call) {
    if (out.isEmpty()) {
      return refused(Ruling.NO_ACCESS, "connect");
    }
    try {
      Tried tried = new Tried(call.thread());
      int length = Math.clamp(call.argument(2), 0, LONGEST_ADDRESS);
      byte[] wanted = tried.bytes(call.argument(1), length);
      Optional<String> elsewhere = out.get().elsewhere(wanted);
      return elsewhere.isPresent()
          ? refused(Ruling.NO_ACCESS, "connect to " + elsewhere.get())
          : out.get().connect(tried.process(), call.number(0), wanted);
    } catch (IOException hidden) {
      return refused(Ruling.NO_ACCESS, "connect to somewhere that it keeps from us");
    }
  }

  private Ruling refused(Ruling ruling, String what) {
    incidents.accept(Incident.refused(what));
    return ruling;
  }
}
