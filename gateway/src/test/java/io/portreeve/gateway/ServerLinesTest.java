package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.desk.MissingPart;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.gateway.operations.Meters;
import io.portreeve.gateway.outage.Trouble;
import io.portreeve.gateway.upstream.Oddity;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerId;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerLinesTest {
  private static final ServerId FILES = new ServerId("files");
  private static final Request CALL = Messages.callTool("read", "{}");
  private static final Exchange ASKED = Exchanges.asking(CALL);
  private static final Upstream ANSWERS = (_, _, _) -> {};
  private static final Upstream FAILS =
      (_, _, _) -> {
        throw new UpstreamException("the program ended: no such file");
      };

  private final ManualClock clock = ManualClock.atNewYear();
  private final Briefing briefing = new Briefing(clock);
  private final List<String> told = new ArrayList<>();
  private final List<Runnable> soon = new ArrayList<>();
  private final ServerLines lines = lines();

  private ServerLines lines() {
    return new ServerLines(
        new Meters(clock), briefing, soon::add, (level, text) -> told.add(level + " " + text));
  }

  @Test
  void whatIsMissing_isToldOnce_withWhatToDo() {
    List<MissingPart> missing =
        List.of(
            new MissingPart(
                "files",
                Path.of("/srv/notes"),
                MissingPart.Kind.GRANT,
                new Trouble("its sandbox opens /srv/notes, which is not there", "make it")));

    lines.missing(missing);
    lines().missing(missing);

    assertThat(told)
        .containsExactly(
            "WARNING server files: its sandbox opens /srv/notes, which is not there; make it");
  }

  @Test
  void programThatNeverAnswers_isOneWarning() throws Exception {
    lines.saw(FILES, Oddity.ENDED, "it closed its output");
    ask(lines, FAILS);
    lines.saw(FILES, Oddity.ENDED, "it closed its output");
    aMomentPasses();

    assertThat(told)
        .containsExactly("WARNING server files (node) fails: the program ended: no such file");
  }

  @Test
  void programThatEndsAtACall_isOneWarning() throws Exception {
    ask(lines, ANSWERS);
    lines.saw(FILES, Oddity.ENDED, "it closed its output");
    ask(lines, FAILS);
    aMomentPasses();

    assertThat(told).hasSize(1).first().asString().contains("fails");
  }

  @Test
  void programThatEndsBetweenCalls_isTold() throws Exception {
    ask(lines, ANSWERS);
    lines.saw(FILES, Oddity.ENDED, "it closed its output");
    aMomentPasses();

    assertThat(told).containsExactly("WARNING server files ended: it closed its output");
  }

  @Test
  void programThatEndsJustBeforeWeAreToStop_isNoNews() throws Exception {
    ask(lines, ANSWERS);
    lines.saw(FILES, Oddity.ENDED, "it closed its output");
    lines.silence();
    aMomentPasses();

    assertThat(told).isEmpty();
  }

  @Test
  void whatElseIsOdd_isToldAtOnce() {
    lines.saw(FILES, Oddity.NO_MESSAGE, "a line");

    assertThat(told).containsExactly("INFO server files wrote what is no message: a line");
  }

  @Test
  void serverThatFailedAlready_isNotToldAgainByAReload_butThatItAnswersIs() throws Exception {
    ask(lines, FAILS);
    ServerLines next = lines();
    ask(next, FAILS);

    assertThat(told).hasSize(1);

    ask(next, ANSWERS);
    assertThat(told).hasSize(2).last().isEqualTo("INFO server files (node) answers again");
  }

  @Test
  void howProgramsAreConfined_isToldAgainOnlyWhereItChanged() {
    lines.confinement(System.Logger.Level.INFO, "by this");
    lines().confinement(System.Logger.Level.INFO, "by this");
    lines().confinement(System.Logger.Level.WARNING, "by that");

    assertThat(told).containsExactly("INFO by this", "WARNING by that");
  }

  @Test
  void ofLinesThatWereTold_onlyOthersAreFresh() {
    assertThat(briefing.fresh("names", List.of("a", "b"))).containsExactly("a", "b");
    assertThat(briefing.fresh("names", List.of("b", "c"))).containsExactly("c");
    assertThat(briefing.fresh("names", List.of("a"))).containsExactly("a");
  }

  private static void ask(ServerLines lines, Upstream server) throws Exception {
    try {
      lines.of(FILES, "node", server).send(ASKED, CALL, _ -> {});
    } catch (UpstreamException failed) {
      assertThat(failed).hasMessageContaining("ended");
    }
  }

  private void aMomentPasses() {
    soon.forEach(Runnable::run);
  }
}
