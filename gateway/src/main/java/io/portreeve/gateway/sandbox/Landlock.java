package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which files a process may reach: all others cannot be opened, changed, made or removed. Besides,
 * where the kernel can: which ports, and no signals or abstract sockets beyond the sandbox
 * (landlock(7)).
 */
final class Landlock {
  private static final int VERSION = 1;
  private static final int RULE_OF_PATH = 1;
  private static final int RULE_OF_PORT = 2;
  private static final int OPEN_PATH = 0x20_0000 | 0x8_0000;
  private static final int AT_WORKING_DIRECTORY = -100;
  private static final long CONNECT = 1 << 1;
  private static final long BIND = 1;
  private static final long ABSTRACT_SOCKETS_AND_SIGNALS = 3;

  private final Kernel kernel;
  private final long ruleset;

  private Landlock(Kernel kernel, long ruleset) {
    this.kernel = kernel;
    this.ruleset = ruleset;
  }

  /** What the kernel knows of it; 0 if it does not know or use it. */
  static int version(Kernel kernel) throws IOException {
    try {
      return (int) kernel.call(Call.LANDLOCK_CREATE_RULESET, 0, 0, VERSION);
    } catch (Kernel.Refused refused) {
      return 0;
    }
  }

  /**
   * Collects the rules; nothing is confined yet.
   *
   * @param watched whether somebody else sees to it where the process connects to
   */
  static Landlock prepare(Kernel kernel, Grants grants, boolean watched) throws IOException {
    int version = version(kernel);
    if (version == 0) {
      throw new IOException("this kernel has no Landlock, or does not use it");
    }
    boolean ports = !(grants.network() instanceof Network.Open);
    if (grants.network() instanceof Network.OnePort && version < 4 && !watched) {
      throw new IOException("this kernel's Landlock knows no ports (it needs Linux 6.7)");
    }
    MemorySegment handled = kernel.memory(3 * Long.BYTES);
    handled.setAtIndex(ValueLayout.JAVA_LONG, 0, FileRights.known(version));
    handled.setAtIndex(ValueLayout.JAVA_LONG, 1, version >= 4 && ports ? BIND | CONNECT : 0);
    handled.setAtIndex(ValueLayout.JAVA_LONG, 2, version >= 6 ? ABSTRACT_SOCKETS_AND_SIGNALS : 0);
    long size = version >= 6 ? 3 : version >= 4 ? 2 : 1;
    long ruleset =
        kernel.call(Call.LANDLOCK_CREATE_RULESET, handled.address(), size * Long.BYTES, 0);
    Landlock landlock = new Landlock(kernel, ruleset);
    for (Path path : grants.reads()) {
      landlock.allow(path, FileRights.READ & FileRights.known(version));
    }
    for (Path path : grants.writes()) {
      landlock.allow(path, FileRights.ALL & FileRights.known(version));
    }
    if (version >= 4 && grants.network() instanceof Network.OnePort(int port)) {
      landlock.allow(port);
    }
    return landlock;
  }

  /** Confines this thread, and what it becomes and starts, for good. */
  void enforce() throws IOException {
    kernel.call(Call.LANDLOCK_RESTRICT_SELF, ruleset, 0);
  }

  /** A path that is not there grants nothing, also if it comes to be later. */
  private void allow(Path path, long rights) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    long file =
        kernel.call(
            Call.OPENAT, AT_WORKING_DIRECTORY, kernel.text(path.toString()).address(), OPEN_PATH);
    MemorySegment rule = kernel.memory(Long.BYTES + Integer.BYTES);
    rule.set(
        ValueLayout.JAVA_LONG, 0, Files.isDirectory(path) ? rights : rights & FileRights.OF_A_FILE);
    rule.set(ValueLayout.JAVA_INT, Long.BYTES, (int) file);
    kernel.call(Call.LANDLOCK_ADD_RULE, ruleset, RULE_OF_PATH, rule.address(), 0);
    kernel.call(Call.CLOSE, file);
  }

  private void allow(int port) throws IOException {
    MemorySegment rule = kernel.memory(2 * Long.BYTES);
    rule.setAtIndex(ValueLayout.JAVA_LONG, 0, CONNECT);
    rule.setAtIndex(ValueLayout.JAVA_LONG, 1, port);
    kernel.call(Call.LANDLOCK_ADD_RULE, ruleset, RULE_OF_PORT, rule.address(), 0);
  }
}
