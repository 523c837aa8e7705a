package io.portreeve.gateway.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ChildTest {
  private static final JsonObject MESSAGE = JsonObject.empty().with("a", "line\nbreak");

  @Test
  void message_goesThereAndBackAsOneLine() throws Exception {
    try (HeardChild cat = HeardChild.shell("cat")) {
      assertThat(cat.child().send(MESSAGE)).isTrue();
      assertThat(cat.child().send(JsonObject.empty())).isTrue();
      assertThat(cat.next()).isEqualTo("{\"a\":\"line\\nbreak\"}");
      assertThat(cat.next()).isEqualTo("{}");
    }
  }

  @Test
  void environment_holdsNothingOfOurs_butPathHomeAndLang() throws Exception {
    Map<String, String> ours =
        Map.of("PATH", "/bin:/usr/bin", "HOME", "/h", "LANG", "C", "SECRET_OF_OURS", "x");
    try (HeardChild env = HeardChild.shell("env; echo done", Map.of("GIVEN", "y"), ours)) {
      TreeSet<String> seen = new TreeSet<>();
      for (String line = env.next(); !line.equals("done"); line = env.next()) {
        seen.add(line.replaceFirst("=.*", ""));
      }
      seen.removeAll(List.of("PWD", "OLDPWD", "SHLVL", "_")); // the shell's own
      assertThat(seen).containsExactly("GIVEN", "HOME", "LANG", "PATH");
    }
  }

  @Test
  void givenVariable_winsOverOurs() {
    ChildCommand command =
        new ChildCommand(List.of("x"), Map.of("HOME", "/theirs"), Optional.empty());
    assertThat(command.environment(Map.of("HOME", "/ours", "PATH", "/bin")))
        .isEqualTo(Map.of("HOME", "/theirs", "PATH", "/bin"));
  }

  @Test
  void command_neverShowsArgumentsOrValues() {
    ChildCommand command =
        new ChildCommand(
            List.of("prog", "--token=s3cret"), Map.of("KEY", "s3cret"), Optional.empty());
    assertThat(command.toString()).contains("prog").contains("KEY").doesNotContain("s3cret");
  }

  @Test
  void programThatDoesNotExist_cannotBeStarted() {
    ChildCommand command =
        new ChildCommand(List.of("/no/such/program"), Map.of(), Optional.empty());
    ChildEar deaf =
        new ChildEar() {
          @Override
          public void line(byte[] line) {}

          @Override
          public void ended(String why) {}
        };
    assertThatIOException()
        .isThrownBy(() -> Child.start(command, Map.of(), ChildBounds.defaults(), _ -> {}, deaf));
  }

  @Test
  void lastWords_areHeardBeforeTheEnd() throws Exception {
    try (HeardChild child = HeardChild.shell("echo one; echo two; exit 3")) {
      assertThat(child.next()).isEqualTo("one");
      assertThat(child.next()).isEqualTo("two");
      assertThat(child.next()).isEqualTo(HeardChild.END + "it exited with 3");
      assertThat(child.child().isAlive()).isFalse();
      assertThat(child.child().send(MESSAGE)).isFalse();
    }
  }

  @Test
  void unfinishedLine_isNotHeard() throws Exception {
    try (HeardChild child = HeardChild.shell("printf 'half a line'")) {
      assertThat(child.next()).startsWith(HeardChild.END);
    }
  }

  @Test
  void unfinishedLineWithoutRoom_endsTheChild_andGivesBackWhatItTook() throws Exception {
    UnfinishedLines lines = new UnfinishedLines(1 << 20, Duration.ZERO);
    String half = "head -c 200000 /dev/zero; ";
    try (HeardChild holds =
        HeardChild.inRoom(lines.of("a"), half + "read line; echo; echo done; cat")) {
      Eventually.holds("the half of a line is read", () -> lines.used() >= 600_000);
      try (HeardChild more = HeardChild.inRoom(lines.of("a"), half + "exec sleep 1000")) {
        assertThat(more.next())
            .isEqualTo(HeardChild.END + "it wrote a line that there is no room for");
        assertGone(ProcessHandle.of(more.child().pid()));
      }
      assertThat(holds.child().send(MESSAGE)).isTrue();
      assertThat(holds.next()).hasSize(200_000);
      assertThat(holds.next()).isEqualTo("done");
      Eventually.holds("all is given back", () -> lines.used() == 0);
    }
  }

  @Test
  void longLine_endsTheChild() throws Exception {
    try (HeardChild child = HeardChild.shell("echo ok; head -c 2000 /dev/zero; exec sleep 1000")) {
      assertThat(child.next()).isEqualTo("ok");
      assertThat(child.next()).isEqualTo(HeardChild.END + "it wrote a line that is too long");
      assertGone(ProcessHandle.of(child.child().pid()));
    }
  }

  @Test
  void childThatDoesNotRead_neverBlocksTheSender() throws Exception {
    try (HeardChild child = HeardChild.shell("exec sleep 1000")) {
      JsonObject large = JsonObject.empty().with("x", "y".repeat(3_000));
      int taken = 0;
      while (child.child().send(large)) {
        taken++;
      }
      // What the pipe takes (64 KiB) and what we keep, no more.
      assertThat(taken).isBetween(3, 30);
    }
  }

  @Test
  void childThatEndsWithItsInput_isNotSignalled(@TempDir Path folder) throws Exception {
    Path done = folder.resolve("done");
    HeardChild child = HeardChild.obedient("trap 'exit 1' TERM; cat; : > '" + done + "'");
    child.close();
    assertThat(done).exists();
    assertThat(child.next()).startsWith(HeardChild.END);
    assertThat(child.saidMore()).isFalse();
  }

  @Test
  void childThatIgnoresTheEndOfItsInput_isAskedToEnd(@TempDir Path folder) throws Exception {
    Path asked = folder.resolve("asked");
    HeardChild child =
        HeardChild.shell(
            "trap ': > \"" + asked + "\"; exit' TERM; echo up; while :; do sleep 0.05; done");
    assertThat(child.next()).isEqualTo("up");
    child.close();
    assertThat(asked).exists();
    assertGone(ProcessHandle.of(child.child().pid()));
  }

  @Test
  void childThatIgnoresEverything_isKilled_withAllThatItStarted() throws Exception {
    HeardChild child =
        HeardChild.stubborn(
            "trap '' TERM; sh -c 'trap \"\" TERM; echo $$; while :; do sleep 0.05; done' & "
                + "while :; do sleep 0.05; done");
    Optional<ProcessHandle> grandchild = ProcessHandle.of(Long.parseLong(child.next()));
    assertThat(grandchild).isPresent();
    child.close();
    assertGone(grandchild);
    assertGone(ProcessHandle.of(child.child().pid()));
    assertThat(child.next()).isEqualTo(HeardChild.END + "closed");
  }

  @Test
  void grandchildThatOutlivesTheEndOfInput_isEndedToo() throws Exception {
    HeardChild child = HeardChild.shell("sleep 1000 & echo $!; cat");
    Optional<ProcessHandle> grandchild = ProcessHandle.of(Long.parseLong(child.next()));
    child.close();
    assertGone(grandchild);
  }

  @Test
  void closingTwice_saysTheEndOnce() throws Exception {
    HeardChild child = HeardChild.shell("cat");
    child.close();
    child.close();
    assertThat(child.next()).startsWith(HeardChild.END);
    assertThat(child.saidMore()).isFalse();
  }

  @Test
  void standardError_isKeptInPart_andHarmless() throws Exception {
    String script =
        "i=0; while [ $i -lt 100 ]; do echo \"line $i\" >&2; i=$((i+1)); done;"
            + " printf 'red \\033[31m\\n' >&2; head -c 9000 /dev/zero | tr '\\0' x >&2; echo >&2;"
            + " exec 2>&-; echo done; cat";
    HeardChild child = HeardChild.shell(script);
    assertThat(child.next()).isEqualTo("done");
    Eventually.holds(
        "the last line is heard",
        () -> child.child().remarks().stream().anyMatch(line -> line.startsWith("xxx")));
    child.close();
    List<String> remarks = child.child().remarks();
    assertThat(remarks).hasSizeLessThanOrEqualTo(50).doesNotContain("line 0").contains("line 99");
    assertThat(remarks).contains("red �[31m");
    assertThat(remarks).allMatch(line -> line.length() <= 2_000);
  }

  private static void assertGone(Optional<ProcessHandle> process) throws Exception {
    if (process.isPresent()) {
      process.get().onExit().get(1, TimeUnit.MINUTES);
    }
    assertThat(process.filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void startedChildren_areNoneOnceAllAreClosed() throws IOException {
    List<HeardChild> children =
        Stream.of("cat", "cat", "exec sleep 1000")
            .map(script -> {
              try {
                return HeardChild.shell(script);
              } catch (IOException failed) {
                throw new AssertionError(failed);
              }
            })
            .toList();
    children.forEach(HeardChild::close);
    assertThat(children.stream().map(each -> each.child().isAlive()).collect(Collectors.toSet()))
        .containsOnly(false);
  }

  /** Who began to end it may be gone by then: the last that asks for it waits, too. */
  @Test
  void whoeverClosesIt_waitsUntilItHasEnded() throws Exception {
    try (HeardChild stubborn =
        HeardChild.shell("trap '' TERM; echo up; while :; do sleep 1; done")) {
      assertThat(stubborn.next()).isEqualTo("up");
      Thread first = Thread.ofVirtual().start(stubborn.child()::close);
      Eventually.waits(first);

      stubborn.child().close();

      assertThat(first.getState()).isNotIn(Thread.State.WAITING, Thread.State.TIMED_WAITING);
    }
  }
}
