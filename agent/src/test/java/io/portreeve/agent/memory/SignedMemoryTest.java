package io.portreeve.agent.memory;

import static io.portreeve.agent.memory.Desk.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.guard.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedMemoryTest {
  @TempDir Path path;

  @Test
  void memoryThatNobodyWrote_isEmpty_andNothingIsMissing() throws IOException {
    Recollection all = Desk.in(path).memory().recall();

    assertThat(all.entries()).isEmpty();
    assertThat(all.isWhole()).isTrue();
  }

  @Test
  void untrustedEntry_isGivenBackWithItsLabelAndOrigin() throws IOException {
    Desk desk = Desk.in(path);
    var _ = desk.memory().append(List.of(Desk.heard("it says so")));

    Recollection all = desk.memory().recall();

    assertThat(all.entries()).containsExactly(Desk.heard("it says so"));
    assertThat(all.label()).isEqualTo(Label.untrusted("mail"));
  }

  @Test
  void untrustedData_isNotKeptAsTheWordsOfTheUser() throws IOException {
    Desk desk = Desk.in(path);
    Entry poison = new Entry(Entry.USER, Label.untrusted("mail"), Desk.heard("x").content());

    assertThatThrownBy(() -> desk.memory().append(List.of(poison)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> desk.memory().rewrite(_ -> List.of(poison)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(desk.lines(ANN)).isEmpty();
  }

  @Test
  void whatFollowsTheHead_isRemembered_whenItsWriterWasEndedBeforeHePutIt() throws IOException {
    Desk desk = Desk.in(path);
    var _ = desk.memory().append(Desk.said("one"));
    Head before = desk.heads().find(ANN).orElseThrow();
    var _ = desk.memory().append(Desk.said("two", "three"));
    Head after = desk.heads().find(ANN).orElseThrow();
    desk.heads().put(before);

    Recollection all = desk.memory().recall();

    assertThat(Desk.texts(all.entries())).containsExactly("one", "two", "three");
    assertThat(all.isWhole()).isTrue();
    assertThat(desk.heads().find(ANN)).contains(after);
  }

  @Test
  void whatWasRewritten_isRemembered_whenItsWriterWasEndedBeforeHePutTheHead() throws IOException {
    Desk desk = Desk.in(path);
    var _ = desk.memory().append(Desk.said("one", "two"));
    Head before = desk.heads().find(ANN).orElseThrow();
    var _ = desk.memory().rewrite(all -> all.entries().subList(1, 2));
    desk.heads().put(before);

    Recollection all = desk.memory().recall();

    assertThat(all.entries()).isEqualTo(Desk.said("two"));
    assertThat(all.isWhole()).isTrue();
  }

  @Test
  void firstEntryOfAll_isRemembered_whenItsWriterWasEndedBeforeHePutTheHead() throws IOException {
    Desk desk = Desk.in(path);
    var _ = desk.memory().append(Desk.said("one"));
    Head head = desk.heads().find(ANN).orElseThrow();
    desk.heads().put(Head.begin(ANN, head.generation()));

    assertThat(desk.memory().recall().entries()).isEqualTo(Desk.said("one"));
  }

  @Test
  void lineThatWasNotWrittenToItsEnd_isNone_andTheNextOneStandsForItself() throws IOException {
    Desk desk = Desk.in(path);
    var _ = desk.memory().append(Desk.said("one"));
    Files.writeString(desk.file(ANN), "{\"key\":\"abc", StandardOpenOption.APPEND);

    assertThat(desk.memory().recall().isWhole()).isTrue();
    var _ = desk.memory().append(Desk.said("two"));

    Recollection all = desk.memory().recall();
    assertThat(all.entries()).isEqualTo(Desk.said("one", "two"));
    assertThat(all.isWhole()).isTrue();
  }

  @Test
  void entriesOfTwoWritersAtOnce_areAllThere_inOneOrder() throws Exception {
    Desk desk = Desk.in(path);
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      List<Future<Recollection>> written =
          both.invokeAll(
              IntStream.range(0, 40)
                  .<Callable<Recollection>>mapToObj(
                      n -> () -> desk.memory().append(Desk.said("entry " + n)))
                  .toList());
      for (Future<Recollection> one : written) {
        assertThat(one.get().isWhole()).isTrue();
      }
    } catch (ExecutionException failed) {
      throw new AssertionError(failed);
    }

    Recollection all = desk.memory().recall();
    assertThat(all.isWhole()).isTrue();
    assertThat(Desk.texts(all.entries()))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 40).mapToObj(n -> "entry " + n).toList());
  }

  @Test
  void oldestMakesRoom_fromTheNextWordOfTheUserOn() throws IOException {
    Desk desk = Desk.in(path, new MemoryLimits(8, 1 << 20));
    for (int n = 0; n < 4; n++) {
      var _ = desk.memory().append(Desk.said("ask " + n));
      var _ = desk.memory().append(List.of(Desk.heard("answer " + n)));
    }
    assertThat(desk.memory().recall().entries()).hasSize(8);

    Recollection all = desk.memory().append(List.of(Desk.heard("more of answer 3")));

    assertThat(Desk.texts(all.entries()))
        .containsExactly("ask 2", "answer 2", "ask 3", "answer 3", "more of answer 3");
    assertThat(desk.memory().recall()).isEqualTo(all);
  }

  @Test
  void oldestMakesRoom_whenAllOfThemAreTooLong() throws IOException {
    Desk desk = Desk.in(path, new MemoryLimits(1000, 2000));
    for (int n = 0; n < 10; n++) {
      var _ = desk.memory().append(Desk.said(n + "x".repeat(400)));
    }

    Recollection all = desk.memory().recall();

    assertThat(all.isWhole()).isTrue();
    assertThat(all.entries()).hasSizeBetween(2, 4);
    assertThat(Desk.texts(all.entries()).getLast()).startsWith("9");
  }

  @Test
  void entryThatIsTooLong_isRefused_andNothingIsForgottenForIt() throws IOException {
    Desk desk = Desk.in(path, new MemoryLimits(10, 2000));
    var _ = desk.memory().append(Desk.said("one"));

    assertThatThrownBy(() -> desk.memory().append(Desk.said("x".repeat(600))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(desk.memory().recall().entries()).isEqualTo(Desk.said("one"));
  }

  @Test
  void whatAnEarlierKeySigned_isGood_untilThatKeyIsGone_orItIsSignedAnew() throws IOException {
    Desk desk = Desk.in(path);
    var _ = desk.memory(ANN, Desk.EARLIER).append(Desk.said("one"));
    SignedMemory rotated = desk.memory(ANN, Desk.KEY, Desk.EARLIER);
    assertThat(rotated.recall().isWhole()).isTrue();
    assertThat(rotated.isSignedEarlier()).isTrue();

    var _ = rotated.sign();

    assertThat(rotated.isSignedEarlier()).isFalse();
    assertThat(desk.memory(ANN, Desk.KEY).recall().entries()).isEqualTo(Desk.said("one"));
    assertThat(desk.memory(ANN, Desk.EARLIER).recall().entries()).isEmpty();
  }

  @Test
  void whatIsLeftOfALoss_staysUntrusted_alsoWhenItIsWrittenAnew() throws IOException {
    Desk desk = Desk.in(path);
    var _ = desk.memory().append(Desk.said("one", "two"));
    desk.tamper(List::removeFirst);

    var _ = desk.memory().sign();

    Recollection all = desk.memory().recall();
    assertThat(all.missing()).isZero();
    assertThat(all.entries()).singleElement().matches(entry -> entry.label().tainted());
  }

  @Test
  void everythingCanBeLeftOut_andIsNotMissed() throws IOException {
    Desk desk = Desk.in(path);
    var _ = desk.memory().append(Desk.said("one", "two"));

    var _ = desk.memory().rewrite(_ -> List.of());

    assertThat(desk.memory().recall().isWhole()).isTrue();
    var _ = desk.memory().append(Desk.said("three"));
    assertThat(desk.memory().recall().entries()).isEqualTo(Desk.said("three"));
  }

  @Test
  void folderThatIsOpenTwiceInAProcess_isRefused_andNotWrittenByBoth() throws IOException {
    Desk desk = Desk.in(path);
    Pages other = new FolderPages(desk.folder());

    assertThatThrownBy(() -> desk.pages().alone(ANN, _ -> other.<Boolean>alone(ANN, _ -> true)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("twice");
  }
}
