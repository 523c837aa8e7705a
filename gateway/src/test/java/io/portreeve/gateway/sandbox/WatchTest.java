package io.portreeve.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.testkit.Eventually;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a program tries is not only prevented, but known. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class WatchTest {
  private static final long MIB = 1 << 20;
  private static final Bounds BOUNDS = new Bounds(4L << 30, 256, 64 * MIB, 1 << 30, 200, 3600);
  private static final Network NONE = new Network.None();

  private final Cell cell = new Cell(Namespaces.none());
  @TempDir private Path folder;
  private Path secret;

  @BeforeEach
  void writeSecret() throws IOException {
    folder = folder.toRealPath();
    secret = Files.writeString(folder.resolve("secret"), "s3cret");
  }

  @Test
  void readingASecret_isKnown_once() throws Exception {
    assertThat(Cell.free(folder, "run", "cat " + secret + " " + secret)).isEqualTo("did it");
    assertThat(confined(NONE, "run", "cat " + secret + " " + secret)).isEqualTo("prevented");
    assertThat(cell.incidents()).containsOnlyOnce("sandbox-refused read " + secret);
  }

  @Test
  void readingASecretThroughALink_isKnownByItsOwnName() throws Exception {
    assertThat(confined(NONE, "link", secret)).isEqualTo("prevented");
    assertThat(cell.incidents()).contains("sandbox-refused read " + secret);
  }

  @Test
  void writingAndRemovingOutside_isKnown() throws Exception {
    assertThat(confined(NONE, "write", folder.resolve("new"))).isEqualTo("prevented");
    assertThat(confined(NONE, "remove", secret)).isEqualTo("prevented");
    assertThat(cell.incidents())
        .contains("sandbox-refused write " + folder.resolve("new"))
        .contains("sandbox-refused write " + secret);
  }

  @Test
  void whatIsGranted_isNoIncident() throws Exception {
    Path writable = Files.createDirectory(folder.resolve("writable"));
    Profile profile = new Profile(List.of(), List.of(writable), List.of(), NONE, BOUNDS, true);
    assertThat(cell.run(profile, Cell.shell("cd " + writable + " && echo x >y && cat y")))
        .isEqualTo("x");
    assertThat(cell.run(profile, Cell.shell("echo x >$HOME/y && cat <$HOME/y /etc/hosts | wc -l")))
        .isNotEqualTo("0");
    assertThat(cell.incidents()).isEmpty();
  }

  @Test
  void tracingANeighbour_isPrevented_andKnown() throws Exception {
    Process neighbour = new ProcessBuilder("sleep", "1000").start();
    try {
      String trace = Cell.words(Call.PTRACE, 16, neighbour.pid(), 0, 0);
      assertThat(Cell.free(folder, "call", trace)).isEqualTo("did it");
      assertThat(confined(NONE, "call", trace)).isEqualTo("prevented");
      assertThat(cell.incidents()).contains("sandbox-refused call ptrace");
    } finally {
      neighbour.destroyForcibly();
    }
  }

  @Test
  void changingTheLimitsOfANeighbour_isPrevented_andKnown_butNotItsOwn() throws Exception {
    long us = ProcessHandle.current().pid();
    String limits = Cell.words(Call.PRLIMIT, us, 7, 0, 0);
    assertThat(Cell.free(folder, "call", limits)).isEqualTo("did it");
    assertThat(confined(NONE, "call", limits)).isEqualTo("prevented");
    assertThat(cell.incidents()).contains("sandbox-refused call prlimit");
    assertThat(confined(NONE, "call", Cell.words(Call.PRLIMIT, 0, 7, 0, 0))).isEqualTo("did it");
  }

  @Test
  void lookingIntoUs_isPrevented_andKnown_butNotIntoItself() throws Exception {
    long us = ProcessHandle.current().pid();
    String look = "cat /proc/self/environ /proc/$$/maps >/dev/null && cat /proc/" + us + "/environ";
    assertThat(Cell.free(folder, "run", look + " >/dev/null")).isEqualTo("did it");
    assertThat(confined(NONE, "run", look)).isEqualTo("prevented");
    assertThat(cell.incidents())
        .filteredOn(incident -> incident.contains("look into"))
        .containsExactly("sandbox-refused look into process " + us + " (environ)");
  }

  /** In a namespace of its own there is nobody to look into, and it is known all the same. */
  @Test
  void lookingIntoUs_isPreventedAndKnown_whateverThisMachineCanDo() throws Exception {
    long us = ProcessHandle.current().pid();
    Cell best = new Cell(Namespaces.find());
    String look = "cat /proc/self/maps >/dev/null && cat /proc/" + us + "/environ || echo not";
    assertThat(best.run(profile(NONE, BOUNDS), Cell.shell(look))).isEqualTo("not");
    assertThat(best.incidents())
        .containsExactly("sandbox-refused look into process " + us + " (environ)");
  }

  /** A real one would be a copy of the test: with two flags that do not agree there is none. */
  @Test
  void processBesideIt_isNotStarted_andKnown() throws Exception {
    int beside = 0x8000;
    int handlersWithoutMemory = 0x800;
    String call = Cell.words(Call.CLONE, beside | handlersWithoutMemory, 0, 0, 0, 0);
    assertThat(Cell.free(folder, "call", call)).isEqualTo("did it");
    assertThat(confined(NONE, "call", call)).isEqualTo("prevented");
    assertThat(cell.incidents()).contains("sandbox-refused start a process that is not under it");
    Profile unwatched = new Profile(List.of(), List.of(), List.of(), NONE, BOUNDS, false);
    assertThat(cell.confined(unwatched, "call", call)).isEqualTo("prevented");
  }

  @Test
  void orphans_areNotLetGo() throws Exception {
    String letGo = Cell.words(Call.PRCTL, 36, 0, 0, 0, 0);
    assertThat(Cell.free(folder, "call", letGo)).isEqualTo("did it");
    assertThat(confined(NONE, "call", letGo)).isEqualTo("prevented");
    assertThat(cell.incidents()).contains("sandbox-refused call prctl");
  }

  @Test
  void newNamespaces_areKnown() throws Exception {
    assertThat(cell.run(profile(NONE, BOUNDS), Cell.shell("unshare -Ur true || echo prevented")))
        .isEqualTo("prevented");
    assertThat(cell.incidents()).contains("sandbox-refused call unshare");
  }

  @Test
  void reachingTheNetwork_isKnown() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      assertThat(confined(NONE, "connect", server.getLocalPort())).isEqualTo("prevented");
    }
    assertThat(cell.incidents()).contains("sandbox-refused reach the network by itself");
  }

  @Test
  void portOfTheWayOut_isReachedOnThisMachineAlone() throws Exception {
    try (ServerSocket everywhere = new ServerSocket(0)) {
      int port = everywhere.getLocalPort();
      Network network = new Network.OnePort(port);
      assertThat(confined(network, "reach", "127.0.0.1:" + port)).isEqualTo("did it");
      assertThat(cell.incidents()).noneMatch(incident -> incident.contains("connect"));
      assertThat(Cell.free(folder, "reach", "127.0.0.2:" + port)).isEqualTo("did it");
      assertThat(confined(network, "reach", "127.0.0.2:" + port)).isEqualTo("prevented");
      assertThat(cell.incidents()).contains("sandbox-refused connect to 127.0.0.2:" + port);
    }
  }

  @Test
  void programWithAWayOut_letsNobodyIn() throws Exception {
    assertThat(Cell.free(folder, "listen", 0)).isEqualTo("did it");
    assertThat(confined(new Network.OnePort(1), "listen", 0)).isEqualTo("prevented");
  }

  @Test
  void forkBomb_stopsAtTheLimit_andIsKnown() throws Exception {
    Bounds few = new Bounds(4L << 30, 256, MIB, MIB, 20, 3600);
    String bomb = "bomb() { bomb | bomb & }; bomb; sleep 1; ls -d /proc/[0-9]* | wc -l";
    String counted = cell.run(profile(NONE, few), Cell.shell("exec 2>/dev/null; " + bomb));
    assertThat(counted).matches("[0-9]*");
    assertThat(cell.incidents())
        .contains("sandbox-exhausted start more processes and threads than it may have");
  }

  @Test
  void whatOutlivesItsProgram_isEndedAllTheSame() throws Exception {
    String orphan = "{ while :; do :; done; } >/dev/null 2>&1 </dev/null & echo $!";
    for (boolean watched : List.of(true, false)) {
      Profile profile = new Profile(List.of(), List.of(), List.of(), NONE, BOUNDS, watched);
      long left = Long.parseLong(cell.run(profile, Cell.shell(orphan)));
      Eventually.holds("the orphan has ended", () -> !runs(left));
    }
  }

  /** One that ended and that nobody asked about is still listed. */
  private static boolean runs(long process) {
    try {
      String state = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
      return !state.substring(state.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException gone) {
      return false;
    }
  }

  @Test
  void markOfAProgram_isNotTakenOff() throws Exception {
    for (String call :
        List.of(
            Cell.words(Call.PRLIMIT, 0, Mark.FILE_LOCKS, 0, 0),
            Cell.words(Call.SETRLIMIT, Mark.FILE_LOCKS, 0))) {
      assertThat(Cell.free(folder, "call", call)).isEqualTo("did it");
      assertThat(confined(NONE, "call", call)).isEqualTo("prevented");
    }
  }

  @Test
  void folderThatGrowsTooLarge_endsTheProgram() throws Exception {
    Bounds little = new Bounds(4L << 30, 256, MIB, 8 * MIB, 200, 3600);
    String filling = "while :; do i=$((i + 1)); head -c 500000 /dev/zero >$HOME/$i; done";
    assertThat(cell.run(profile(NONE, little), Cell.shell(filling))).isEmpty();
    assertThat(cell.incidents())
        .anyMatch(incident ->
            incident.matches(
                "sandbox-exhausted keeps [0-9]+ MiB in its own folder, more than 8; it was ended"));
  }

  @Test
  void programsThatHoldTooMuchTogether_areEnded() throws Exception {
    Bounds little = new Bounds(64 * MIB, 256, MIB, MIB, 200, 3600);
    // Whose end comes first is chance: what one lets go of when the other ended must be no output.
    String one = "{ head -c 40000000 /dev/zero; sleep 1000; } | tail -c 40000000 >/dev/null";
    assertThat(cell.run(profile(NONE, little), Cell.shell(one + " & " + one + " & " + one)))
        .isEmpty();
    assertThat(cell.incidents())
        .anyMatch(incident ->
            incident.matches(
                "sandbox-exhausted holds [0-9]+ MiB of memory, more than 64; it was ended"));
  }

  @Test
  void programThatHoldsTooMuchInSharedMemory_isEnded() throws Exception {
    Bounds little = new Bounds(512 * MIB, 256, MIB, MIB, 200, 3600);
    int map = Machine.ours().hasSecondSet() ? 9 : 222;
    String shared = map + ",0," + 560 * MIB + ",3,33,-1,0";
    assertThat(cell.confined(profile(NONE, little), "share", shared)).isEmpty();
    assertThat(cell.incidents()).anyMatch(incident -> incident.contains("MiB of memory, more"));
  }

  @Test
  void memoryThatNoLimitCounts_isNotMade() throws Exception {
    for (String call :
        List.of(Cell.words(Call.MEMFD_CREATE, "/x", 0), Cell.words(Call.SHMGET, 0, 4096, 0x380))) {
      assertThat(Cell.free(folder, "call", call)).isEqualTo("did it");
      assertThat(confined(NONE, "call", call)).isEqualTo("prevented");
    }
  }

  @Test
  void programThatComputesTooLong_isEnded_andKnown() throws Exception {
    Bounds soon = new Bounds(4L << 30, 256, MIB, MIB, 200, 2);
    assertThat(cell.run(profile(NONE, soon), Cell.shell("while :; do :; done"))).isEmpty();
    assertThat(cell.incidents())
        .containsExactly("sandbox-exhausted used up its processor time and ended");
  }

  @Test
  void programThatNobodyWatches_isConfinedAllTheSame_butNotHeardOf() throws Exception {
    Profile unwatched = new Profile(List.of(), List.of(), List.of(), NONE, BOUNDS, false);
    assertThat(cell.confined(unwatched, "read", secret)).isEqualTo("prevented");
    assertThat(cell.confined(unwatched, "connect", 1)).isEqualTo("prevented");
    assertThat(cell.run(unwatched, Cell.shell("unshare -Ur true || echo prevented")))
        .isEqualTo("prevented");
    assertThat(cell.incidents()).isEmpty();
  }

  private String confined(Network network, Object... words) throws Exception {
    return cell.confined(profile(network, BOUNDS), words);
  }

  private static Profile profile(Network network, Bounds bounds) {
    return new Profile(List.of(), List.of(), List.of(), network, bounds, true);
  }
}
