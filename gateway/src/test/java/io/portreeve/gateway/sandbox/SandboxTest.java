package io.portreeve.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.portreeve.gateway.child.ChildCommand;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@Timeout(120)
class SandboxTest {
  private static final Bounds BOUNDS = new Bounds(4L << 30, 256, 10 << 20, 1 << 30, 200, 3600);

  /** No process or user has it: who asks for it is told so, if it was let to ask. */
  private static final int NOBODY = 0x3FFF_FFFF;

  private static final Network NONE = new Network.None();

  private final Cell cell = new Cell(Namespaces.none());
  @TempDir private Path folder;
  private Path secret;

  @BeforeEach
  void writeSecret() throws IOException {
    secret = Files.writeString(folder.resolve("secret"), "s3cret");
  }

  @Test
  void fileOfAnother_isNotRead() throws Exception {
    assertThat(free("read", secret)).isEqualTo("did it");
    assertThat(confined(NONE, "read", secret)).isEqualTo("prevented");
  }

  @Test
  void fileOfAnother_isNotReadThroughALink() throws Exception {
    assertThat(free("link", secret)).isEqualTo("did it");
    assertThat(confined(NONE, "link", secret)).isEqualTo("prevented");
  }

  @Test
  void folderOfAnother_isNotListed_norChanged() throws Exception {
    for (String act : List.of("list", "write", "remove")) {
      Path target = act.equals("list") ? folder : folder.resolve("secret");
      assertThat(confined(NONE, act, target)).as(act).isEqualTo("prevented");
    }
    assertThat(secret).hasContent("s3cret");
    for (String act : List.of("list", "write", "remove")) {
      Path target = act.equals("list") ? folder : folder.resolve("secret");
      assertThat(free(act, target)).as(act).isEqualTo("did it");
    }
  }

  @Test
  void whatIsGranted_isReadOrWritten_andNoMore() throws Exception {
    Path readable = Files.createDirectory(folder.resolve("readable"));
    Path writable = Files.createDirectory(folder.resolve("writable"));
    Files.writeString(readable.resolve("file"), "x");
    Profile profile =
        new Profile(List.of(readable), List.of(writable), List.of(), NONE, BOUNDS, true);
    assertThat(confined(profile, "read", readable.resolve("file"))).isEqualTo("did it");
    assertThat(confined(profile, "write", readable.resolve("file"))).isEqualTo("prevented");
    assertThat(confined(profile, "write", writable.resolve("new"))).isEqualTo("did it");
  }

  @Test
  void modeAndTimesOfAFile_areChangedWhereItMayWrite_andNowhereElse() throws Exception {
    Path writable = Files.createDirectory(folder.resolve("writable"));
    Path own = Files.writeString(writable.resolve("own"), "x");
    Path link = Files.createSymbolicLink(writable.resolve("link"), secret);
    Profile watched = profile(List.of(), List.of(writable), true);
    Profile unwatched = profile(List.of(), List.of(writable), false);
    for (Path other : List.of(secret, link)) {
      Set<PosixFilePermission> before = Files.getPosixFilePermissions(secret);
      for (String act : List.of(mode(other, 0777), times(other))) {
        assertThat(confined(watched, "call", act)).as(act).isEqualTo("prevented");
        assertThat(confined(unwatched, "call", act)).as(act).isEqualTo("prevented");
      }
      assertThat(Files.getPosixFilePermissions(secret)).isEqualTo(before);
    }
    assertThat(free("call", mode(secret, 0777))).isEqualTo("did it");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rwxrwxrwx");
    assertThat(confined(watched, "call", mode(own, 0705))).isEqualTo("did it");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx---r-x");
    assertThat(Files.setLastModifiedTime(own, FileTime.fromMillis(1000))).isEqualTo(own);
    assertThat(confined(watched, "call", times(own))).isEqualTo("did it");
    assertThat(Files.getLastModifiedTime(own)).isGreaterThan(FileTime.fromMillis(1000));
  }

  @Test
  void fileThatRunsWithTheRightsOfItsOwner_isNotMade() throws Exception {
    Path writable = Files.createDirectory(folder.resolve("writable"));
    Path own = Files.writeString(writable.resolve("own"), "x");
    for (boolean watched : List.of(true, false)) {
      Profile profile = profile(List.of(), List.of(writable), watched);
      assertThat(confined(profile, "call", mode(own, 04755))).isEqualTo("prevented");
      String made = Cell.words(Call.OPENAT, -100, writable.resolve("new"), 0x42, 04755);
      assertThat(confined(profile, "call", made)).isEqualTo("prevented");
      assertThat(writable.resolve("new")).doesNotExist();
    }
    assertThat(free("call", mode(own, 04755))).isEqualTo("did it");
  }

  /** As what unpacks archives does. */
  @Test
  void toolsThatKeepModesAndTimes_work() throws Exception {
    String keeping =
        "cd $HOME && echo x >a && chmod 750 a && cp -p a b && touch -d @1000 b && chmod u+x b"
            + " && test -x b && stat -c %Y b";
    assertThat(cell.run(profile(NONE), Cell.shell(keeping))).isEqualTo("1000");
  }

  @Test
  void network_isNotReached() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      assertThat(free("connect", server.getLocalPort())).isEqualTo("did it");
      assertThat(confined(NONE, "connect", server.getLocalPort())).isEqualTo("prevented");
      assertThat(free("datagram", server.getLocalPort())).isEqualTo("did it");
      assertThat(confined(NONE, "datagram", server.getLocalPort())).isEqualTo("prevented");
    }
  }

  @Test
  void oneGrantedPort_isReached_andNoOther_norByDatagram() throws Exception {
    try (ServerSocket granted = new ServerSocket(0);
        ServerSocket other = new ServerSocket(0)) {
      Network network = new Network.OnePort(granted.getLocalPort());
      assertThat(confined(network, "connect", granted.getLocalPort())).isEqualTo("did it");
      assertThat(confined(network, "connect", other.getLocalPort())).isEqualTo("prevented");
      assertThat(confined(network, "datagram", granted.getLocalPort())).isEqualTo("prevented");
    }
  }

  @Test
  void localSocketOfAnotherProgram_isNotReached() throws Exception {
    Path socket = folder.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertThat(free("local", socket)).isEqualTo("did it");
      assertThat(confined(NONE, "local", socket)).isEqualTo("prevented");
    }
  }

  /** From one end a datagram goes to any socket that has a path. */
  @Test
  void pairThatSendsAnywhere_isNotMade() throws Exception {
    String datagrams = Cell.words(Call.SOCKETPAIR, 1, 2, 0, 0);
    assertThat(free("call", datagrams)).isEqualTo("did it");
    assertThat(confined(NONE, "call", datagrams)).isEqualTo("prevented");
    for (int connected : List.of(1, 5)) {
      String pair = Cell.words(Call.SOCKETPAIR, 1, connected, 0, 0);
      assertThat(confined(NONE, "call", pair)).isEqualTo("did it");
    }
  }

  @Test
  void fileThatIsTooLarge_isNotWritten() throws Exception {
    assertThat(free("fill", 11 << 20)).isEqualTo("did it");
    assertThat(confined(NONE, "fill", 11 << 20)).isEqualTo("prevented");
    assertThat(confined(NONE, "fill", 9 << 20)).isEqualTo("did it");
  }

  @Test
  void moreFilesThanGranted_cannotBeOpen() throws Exception {
    assertThat(free("open", 300)).isEqualTo("did it");
    assertThat(confined(NONE, "open", 300)).isEqualTo("prevented");
  }

  @Test
  void whatItStarts_isConfinedToo() throws Exception {
    String theft = "cat " + secret + " >/dev/null";
    assertThat(free("run", theft)).isEqualTo("did it");
    assertThat(confined(NONE, "run", theft)).isEqualTo("prevented");
    assertThat(confined(NONE, "run", "cat /etc/hosts >/dev/null")).isEqualTo("did it");
  }

  @Test
  void neighbour_isNotSignalled_norLookedInto() throws Exception {
    Process neighbour = new ProcessBuilder("sleep", "1000").start();
    try {
      String signal = "kill -0 " + neighbour.pid();
      assertThat(free("run", signal)).isEqualTo("did it");
      assertThat(confined(NONE, "run", signal)).isEqualTo("prevented");
      String look = "cat /proc/" + neighbour.pid() + "/environ >/dev/null";
      assertThat(free("run", look)).isEqualTo("did it");
      assertThat(confined(NONE, "run", look)).isEqualTo("prevented");
    } finally {
      neighbour.destroyForcibly();
    }
  }

  /** Nor all of our user's, among whom we are. */
  @Test
  void neighbour_isNotSlowedDown() throws Exception {
    long us = ProcessHandle.current().pid();
    List<String> calls =
        List.of(
            Cell.words(Call.PRLIMIT, us, 7, 0, 0),
            Cell.words(Call.SETPRIORITY, 0, NOBODY, 0),
            Cell.words(Call.SETPRIORITY, 2, NOBODY, 0),
            Cell.words(Call.IOPRIO_SET, 1, NOBODY, 0),
            Cell.words(Call.IOPRIO_SET, 3, NOBODY, 0),
            Cell.words(Call.SCHED_SETPARAM, us, 0),
            Cell.words(Call.SCHED_SETSCHEDULER, us, 0, 0),
            Cell.words(Call.SCHED_SETAFFINITY, us, 0, 0),
            Cell.words(Call.SCHED_SETATTR, us, 0, 0));
    Profile unwatched = new Profile(List.of(), List.of(), List.of(), NONE, BOUNDS, false);
    for (String call : calls) {
      assertThat(free("call", call)).as(call).isEqualTo("did it");
      assertThat(confined(unwatched, "call", call)).as(call).isEqualTo("prevented");
    }
    assertThat(confined(unwatched, "call", Cell.words(Call.SETPRIORITY, 0, 0, 0)))
        .isEqualTo("did it");
  }

  @Test
  void privileges_areGone_alsoForRoot() throws Exception {
    assertThat(
            confined(
                NONE,
                "run",
                "grep -q 'CapBnd:.0000000000000000' /proc/self/status"
                    + " && grep -q 'CapEff:.0000000000000000' /proc/self/status"
                    + " && grep -q 'NoNewPrivs:.1' /proc/self/status"))
        .isEqualTo("did it");
  }

  @Test
  void newNamespace_isNotMade() throws Exception {
    assertThat(confined(NONE, "run", "unshare -Ur true 2>/dev/null")).isEqualTo("prevented");
  }

  @Test
  void scriptThatTheCommandNames_isRead_withItsPackage() throws Exception {
    Path packaged = Files.createDirectories(folder.resolve("package/dist"));
    Files.createFile(folder.resolve("package/package.json"));
    Path script = Files.writeString(packaged.resolve("script"), "cat " + folder + "/package/data");
    Files.writeString(folder.resolve("package/data"), "of the package");
    ChildCommand command =
        new ChildCommand(
            List.of("/bin/sh", script.toString()), Map.of(), Optional.of(Path.of("/")));
    assertThat(cell.run(profile(NONE), command)).isEqualTo("of the package");
    Profile closed = new Profile(List.of(), List.of(), List.of(secret), NONE, BOUNDS, true);
    Files.createFile(folder.resolve("package.json"));
    assertThat(cell.run(closed, command)).isEqualTo("of the package");
  }

  @Test
  void grantThatReachesWhatIsClosed_startsNothing() {
    Profile profile = new Profile(List.of(folder), List.of(), List.of(secret), NONE, BOUNDS, true);
    assertThatIOException()
        .isThrownBy(() -> confined(profile, "read", secret))
        .withMessageContaining("our data");
  }

  @Test
  void folderThatTheProgramClosed_endsWithItsRoom() throws Exception {
    Path theirs;
    try (Room room = Room.open()) {
      theirs = room.folder();
      Path closed = Files.createDirectory(theirs.resolve("closed"));
      Files.writeString(closed.resolve("file"), "x");
      Files.setPosixFilePermissions(closed, Set.of());
    }
    assertThat(theirs).doesNotExist();
  }

  @Test
  void room_endsWithAllThatLiesInIt_andFollowsNoLink() throws Exception {
    Path theirs;
    try (Room room = Room.open()) {
      theirs = room.folder();
      Files.writeString(theirs.resolve("file"), "x");
      Files.createSymbolicLink(theirs.resolve("link"), folder);
    }
    assertThat(theirs).doesNotExist();
    assertThat(secret).exists();
  }

  private String confined(Network network, Object... words) throws Exception {
    return confined(profile(network), words);
  }

  private String confined(Profile profile, Object... words) throws Exception {
    return cell.confined(profile, words);
  }

  private static Profile profile(Network network) {
    return new Profile(List.of(), List.of(), List.of(), network, BOUNDS, true);
  }

  private static Profile profile(List<Path> reads, List<Path> writes, boolean watched) {
    return new Profile(reads, writes, List.of(), NONE, BOUNDS, watched);
  }

  private static String mode(Path file, int mode) throws IOException {
    return Cell.words(Call.FCHMODAT, -100, file, mode);
  }

  private static String times(Path file) throws IOException {
    return Cell.words(Call.UTIMENSAT, -100, file, 0, 0);
  }

  private String free(Object... words) throws Exception {
    return Cell.free(folder, words);
  }
}
