package io.portreeve.agent.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.testkit.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypedScreenTest {
  private static final String ENTER = "\r";
  private static final String CTRL_C = "\u0003";
  private static final String CTRL_D = "\u0004";
  private static final String UP = "\u001bOA";

  @TempDir Path temp;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private LineDisciplineTerminal terminal;
  private TypedScreen screen;
  private final AtomicInteger ended = new AtomicInteger();
  private KeptLines kept = KeptLines.none();

  @BeforeEach
  void open() throws IOException {
    terminal = new LineDisciplineTerminal("test", "xterm", written, StandardCharsets.UTF_8);
    terminal.setSize(Size.of(100, 40));
    screen = TypedScreen.on(terminal, false, kept, ended::incrementAndGet);
  }

  @AfterEach
  void close() {
    screen.close();
  }

  private String shown() {
    return written.toString(StandardCharsets.UTF_8);
  }

  private void type(String keys) throws IOException {
    terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
  }

  /** Types some keys at each prompt, once it is shown, and gives what comes of it. */
  private Optional<String> typed(String prompt, Supplier<Optional<String>> read, String... keys)
      throws Exception {
    int from = shown().length();
    var answer = CompletableFuture.supplyAsync(read, Thread::startVirtualThread);
    for (String some : keys) {
      int before = from;
      Eventually.holds("the prompt is shown", () -> shown().indexOf(prompt, before) >= 0);
      from = shown().length();
      type(some);
    }
    return answer.get(1, TimeUnit.MINUTES);
  }

  @Test
  void line_isWhatWasTyped_andCanBeEdited() throws Exception {
    assertThat(typed("you> ", () -> screen.next("you> "), "hallo\b\b\b\bello" + ENTER))
        .contains("hello");
  }

  @Test
  void pastedLines_areOneRequest() throws Exception {
    String paste = "\u001b[200~one\ntwo\u001b[201~";

    assertThat(typed("you> ", () -> screen.next("you> "), paste + ENTER)).contains("one\ntwo");
  }

  @Test
  void exclamationMarks_areNoCommandsOfAShell() throws Exception {
    assertThat(typed("you> ", () -> screen.next("you> "), "what!! !x" + ENTER))
        .contains("what!! !x");
  }

  @Test
  void tabulator_completesCommands_andWhatMayStandBehindThem() throws Exception {
    screen.complete(words -> words.size() == 1 ? List.of("mail__greet") : List.of("to=", "tone="));

    assertThat(typed("you> ", () -> screen.next("you> "), "/pro\tm\tton\tdry" + ENTER))
        .contains("/prompt mail__greet tone=dry");
  }

  @Test
  void tabulator_completesNothing_inARequest() throws Exception {
    screen.complete(_ -> List.of("offered"));

    assertThat(typed("you> ", () -> screen.next("you> "), "read o\t" + ENTER))
        .hasValueSatisfying(line -> assertThat(line).doesNotContain("offered"));
  }

  @Test
  void endOfInput_isTheEnd() throws Exception {
    assertThat(typed("you> ", () -> screen.next("you> "), CTRL_D)).isEmpty();
  }

  @Test
  void interrupt_dropsTheLine_andTheSecondInARowIsTheEnd() throws Exception {
    assertThat(typed("you> ", () -> screen.next("you> "), "half" + CTRL_C, "x" + ENTER))
        .contains("x");
    assertThat(typed("you> ", () -> screen.next("you> "), CTRL_C, CTRL_C)).isEmpty();
    assertThat(shown()).contains("(Ctrl-C again, or Ctrl-D, ends)");
  }

  @Test
  void earlierLines_comeBackWithTheArrowKeys_alsoFromEarlierConversations() throws Exception {
    Path file = DataDirectory.open(temp.resolve("data")).privateFile("history");
    Files.writeString(file, "\"before\"\n");
    kept = KeptLines.in(file);
    open();

    assertThat(typed("you> ", () -> screen.next("you> "), UP + ENTER)).contains("before");
    assertThat(Files.readString(file)).isEqualTo("\"before\"\n\"before\"\n");
  }

  @Test
  void answers_areNotInTheHistory() throws Exception {
    assertThat(typed("Allow it? ", () -> screen.answer("Allow it? "), "y" + ENTER)).contains("y");
    assertThat(typed("you> ", () -> screen.next("you> "), UP + "z" + ENTER)).contains("z");
  }

  @Test
  void whatWasTypedBeforeAQuestion_isNoAnswerToIt() throws Exception {
    try (Screen.Attention _ = screen.onInterrupt(() -> {})) {
      type("y" + ENTER);

      assertThat(typed("Allow it? ", () -> screen.answer("Allow it? "), "n" + ENTER)).contains("n");
    }
  }

  @Test
  void interruptOfAQuestion_isNoAnswer() throws Exception {
    assertThat(typed("Allow it? ", () -> screen.answer("Allow it? "), "y" + CTRL_C)).isEmpty();
  }

  @Test
  void interrupt_whileSomethingIsUnderWay_isHeard_andThenIsTheLineEditorsAgain() throws Exception {
    AtomicInteger heard = new AtomicInteger();
    try (Screen.Attention _ = screen.onInterrupt(heard::incrementAndGet)) {
      type(CTRL_C);
      Eventually.holds("the interrupt is heard", () -> heard.get() == 1);
    }

    assertThat(typed("you> ", () -> screen.next("you> "), CTRL_C, "x" + ENTER)).contains("x");
    assertThat(heard).hasValue(1);
  }

  @Test
  void interrupt_beforeAnybodyListened_endsTheProcess() throws Exception {
    type(CTRL_C);

    assertThat(ended).hasValue(1);
  }

  @Test
  void interruptBetweenPrompts_isOneAtTheNext() throws Exception {
    assertThat(typed("you> ", () -> screen.next("you> "), "one" + ENTER)).contains("one");
    type(CTRL_C);

    assertThat(typed("ends)", () -> screen.next("you> "), "two" + ENTER)).contains("two");
    assertThat(ended).hasValue(0);
  }

  @Test
  void interruptBetweenPrompts_afterOneAtThePrompt_isTheEndOfTheConversation() throws Exception {
    assertThat(typed("you> ", () -> screen.next("you> "), "one" + ENTER)).contains("one");
    type(CTRL_C);

    assertThat(typed("ends)", () -> screen.next("you> "), CTRL_C)).isEmpty();
    assertThat(ended).hasValue(0);
  }

  @Test
  void interruptThatComesAgain_andNobodyListens_endsTheProcess() throws Exception {
    assertThat(typed("you> ", () -> screen.next("you> "), "one" + ENTER)).contains("one");
    type(CTRL_C);
    assertThat(ended).hasValue(0);
    type(CTRL_C);

    assertThat(ended).hasValue(1);
  }

  @Test
  void interruptAfterTheRequest_callsOffWhatBegins() throws Exception {
    AtomicInteger heard = new AtomicInteger();
    assertThat(typed("you> ", () -> screen.next("you> "), "one" + ENTER)).contains("one");
    type(CTRL_C);

    try (Screen.Attention _ = screen.onInterrupt(heard::incrementAndGet)) {
      assertThat(heard).hasValue(1);
    }
    assertThat(ended).hasValue(0);
  }

  @Test
  void interruptBeforeAQuestion_isNoAnswerToIt() throws Exception {
    assertThat(typed("you> ", () -> screen.next("you> "), "one" + ENTER)).contains("one");
    type(CTRL_C);

    assertThat(screen.answer("Allow it? ")).isEmpty();
  }

  @Test
  void whatIsTypedMeanwhile_isNotShownAmidWhatHappens_andIsTheNextRequest() throws Exception {
    try (Screen.Attention _ = screen.onInterrupt(() -> {})) {
      screen.say("thinking");
      type("next" + ENTER);
      screen.say(" more");
    }

    assertThat(shown()).contains("thinking more");
    assertThat(typed("you> ", () -> screen.next("you> "))).contains("next");
  }

  @Test
  void line_standsOnALineOfItsOwn_whateverWasBeingSaid() {
    screen.say("Hm");
    screen.tell("call");
    screen.say("ok");
    screen.pause();
    screen.pause();

    assertThat(shown().replace("\r", "")).isEqualTo("Hm\ncall\nok\n");
  }
}
