package io.portreeve.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.child.ChildCommand;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ServerId;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever runs code of theirs in our process, on any of its threads, finds little to do there. */
@Timeout(120)
class OwnRightsTest {
  private static final int ATTACH = 16;
  private static final int MAY_BE_LOOKED_INTO = 3;
  private static final int CRYPTOGRAPHY = 38;

  @TempDir private Path folder;

  @Test
  void tracingANeighbour_isPrevented() throws Exception {
    Process neighbour = new ProcessBuilder("sleep", "1000").start();
    try {
      String trace = Cell.words(Call.PTRACE, ATTACH, neighbour.pid(), 0, 0);
      assertThat(insider("all", "call", trace)).isEqualTo("did it");
      assertThat(insider("programs", "call", trace)).isEqualTo("prevented");
    } finally {
      neighbour.destroyForcibly();
    }
  }

  @Test
  void readingTheMemoryOfANeighbour_isPrevented() throws Exception {
    String read = Cell.words(Call.PROCESS_VM_READV, ProcessHandle.current().pid(), 0, 0, 0, 0, 0);
    assertThat(insider("all", "call", read)).isEqualTo("did it");
    assertThat(insider("programs", "call", read)).isEqualTo("prevented");
  }

  @Test
  void beingLookedInto_isPrevented() throws Exception {
    String question = Cell.words(Call.PRCTL, MAY_BE_LOOKED_INTO);
    assertThat(insider("all", "ask", question)).isEqualTo("did it");
    assertThat(insider("programs", "ask", question)).isEqualTo("prevented");
  }

  @Test
  void startingAProgram_isPrevented_whereServersAreNone() throws Exception {
    assertThat(insider("all", "run", "true")).isEqualTo("did it");
    assertThat(insider("programs", "run", "true")).isEqualTo("did it");
    assertThat(insider("no-programs", "run", "true")).isEqualTo("prevented");
  }

  @Test
  void takingRightsBackAsAWatcher_isPrevented_whereNoProgramNeedsOne() throws Exception {
    assertThat(insider("all", "watch")).isEqualTo("did it");
    assertThat(insider("programs", "watch")).isEqualTo("did it");
    assertThat(insider("no-programs", "watch")).isEqualTo("prevented");
  }

  @Test
  void namespaces_areNotEntered_unlessTheyAreForPrograms() throws Exception {
    String leave = Cell.words(Call.UNSHARE, 0);
    assertThat(insider("all", "call", leave)).isEqualTo("did it");
    assertThat(insider("programs", "call", leave)).isEqualTo("prevented");
    assertThat(insider("namespaces", "call", leave)).isEqualTo("did it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"programs", "namespaces", "no-programs"})
  void socketsOfRareKinds_areNotOpened_usualOnesAre(String kept) throws Exception {
    String rare = Cell.words(Call.SOCKET, CRYPTOGRAPHY, 5, 0);
    assertThat(insider("all", "call", rare)).isEqualTo("did it");
    assertThat(insider(kept, "call", rare)).isEqualTo("prevented");
    assertThat(insider(kept, "call", Cell.words(Call.SOCKET, 2, 3, 1))).isEqualTo("prevented");
    for (int family : List.of(1, 2, 10)) {
      assertThat(insider(kept, "call", Cell.words(Call.SOCKET, family, 1, 0))).isEqualTo("did it");
    }
    assertThat(insider(kept, "listen", "0")).isEqualTo("did it");
  }

  @Test
  void whatWeStart_hasNoMoreRights() throws Exception {
    String leave = "unshare --user true || exit 1";
    assertThat(insider("programs", "run", leave)).isEqualTo("prevented");
    assertThat(insider("programs", "run", "grep -q 'NoNewPrivs:.1' /proc/self/status"))
        .isEqualTo("did it");
    assertThat(insider("programs", "run", "test \"$(ulimit -Hc)\" = 0")).isEqualTo("did it");
  }

  @Test
  void whatAConfinedProgramTries_isStillTold() throws Exception {
    String trace = Cell.words(Call.PTRACE, ATTACH, 1, 0, 0);
    for (String kept : List.of("all", "programs", "namespaces")) {
      assertThat(insider(kept, "confine", trace))
          .startsWith("prevented [")
          .contains("sandbox-refused call ptrace");
    }
  }

  @Test
  void words_sayWhatIsGivenUp() {
    assertThat(new OwnRights(true, true).words()).doesNotContain("programs;", "namespaces");
    assertThat(new OwnRights(true, false).words()).endsWith("mounts and namespaces");
    assertThat(new OwnRights(false, false).words()).endsWith("starting programs");
  }

  @Test
  void whoStartsNoPrograms_needsNoNamespaces() {
    assertThat(OwnRights.needed(false)).isEqualTo(new OwnRights(false, false));
  }

  private String insider(Object... words) throws Exception {
    Stream<String> java =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            Stream.of(Insider.class, OwnRights.class, Reason.class, ServerId.class)
                .map(OwnRightsTest::place)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator)),
            Insider.class.getName());
    return Cell.said(
        Cell.started(
            new ChildCommand(
                Stream.concat(java, Stream.of(words).map(String::valueOf)).toList(),
                Map.of(),
                Optional.of(folder)),
            folder));
  }

  private static String place(Class<?> one) {
    try {
      return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
