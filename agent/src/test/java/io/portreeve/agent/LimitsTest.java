package io.portreeve.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.agent.model.Reply;
import io.portreeve.agent.model.Turn;
import io.portreeve.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitsTest extends Staged {
  private static final Duration LONG = Duration.ofHours(1);

  private final ManualClock clock = new ManualClock(Instant.EPOCH);

  private Conversation talk(Limits limits, Person person, String... lines) throws Exception {
    return scene.agent(model, person, PLAIN.with(limits), clock, lines).converse(scene.events::add);
  }

  private Conversation talk(Limits limits) throws Exception {
    return talk(limits, Person.nobody());
  }

  @Test
  void modelThatNeverEnds_isAskedSoOften() throws Exception {
    IntStream.range(0, 3).forEach(_ -> model.uses("read_mail", "{}"));

    Outcome outcome = talk(new Limits(3, 50, 10_000, 1000, LONG)).say("Read.");

    assertThat(outcome.end()).isEqualTo(Outcome.End.ROUNDS);
    assertThat(scene.called).hasSize(3);
  }

  @Test
  void toolsBeyondTheMost_areNotCalled_andTheModelMayStillAnswer() throws Exception {
    model.uses("read_mail", "{}").uses("read_mail", "{}").says("Enough.");

    Outcome outcome = talk(new Limits(9, 1, 10_000, 1000, LONG)).say("Read.");

    assertThat(outcome.text()).isEqualTo("Enough.");
    assertThat(scene.called).hasSize(1);
    assertThat(scene.events(Event.Refused.class))
        .singleElement()
        .extracting(Event.Refused::refusal)
        .isEqualTo(Refusal.LIMIT);
  }

  @Test
  void modelIsAskedNothing_whenItsTurnTookTooLong() throws Exception {
    model.then(_ -> {
      clock.advance(Duration.ofHours(2));
      return new Reply(
          new Turn.FromModel("", java.util.List.of(model.use("read_mail", "{}"))),
          Reply.Stop.TOOLS);
    });

    Outcome outcome = talk(new Limits(9, 9, 10_000, 1000, LONG)).say("Read.");

    assertThat(outcome.end()).isEqualTo(Outcome.End.TIME);
    assertThat(scene.called).isEmpty();
  }

  @Test
  void personMayTakeHisTime() throws Exception {
    model.uses("send_mail", "{'to':'anna@corp.example'}").says("Sent.");
    Person slow =
        Scripts.person(_ -> {
          clock.advance(Duration.ofHours(2));
          return new Answer.Accepted();
        });

    Outcome outcome =
        talk(new Limits(9, 9, 10_000, 1000, LONG), slow, "approvals: {undeclared: user}")
            .say("Write to anna.");

    assertThat(outcome).isEqualTo(new Outcome("Sent.", Outcome.End.DONE));
    assertThat(scene.called).hasSize(1);
  }

  @Test
  void longResult_isCut_andTheModelKnows() throws Exception {
    scene.mail = "0123456789";
    model.uses("read_mail", "{}").says("Read.");

    talk(new Limits(9, 9, 10_000, 4, LONG)).say("Read.");

    assertThat(model.read()).containsExactly("0123\n[6 characters more are not shown]");
  }

  @Test
  void whatIsTooLongToBeRead_endsTheTurn_andTheNextIsReadAlone() throws Exception {
    model.says("Short.");
    Conversation talk = talk(new Limits(9, 9, 20, 1000, LONG));

    assertThat(talk.say("far more than twenty characters").end()).isEqualTo(Outcome.End.CHARACTERS);
    assertThat(talk.say("short").end()).isEqualTo(Outcome.End.DONE);
    assertThat(model.prompts.getLast().turns()).containsExactly(new Turn.FromUser("short"));
  }

  @Test
  void whatACutOffModelAskedFor_isNotDone() throws Exception {
    model.ends("I will", Reply.Stop.LENGTH, model.use("pay", "{'amount':1}"));

    Outcome outcome = talk(Limits.defaults()).say("Pay 100.");

    assertThat(outcome).isEqualTo(new Outcome("I will", Outcome.End.CUT_OFF));
    assertThat(scene.called).isEmpty();
    assertThat(scene.events(Event.Refused.class))
        .singleElement()
        .extracting(Event.Refused::refusal)
        .isEqualTo(Refusal.CUT_OFF);
  }

  @Test
  void whatAModelAsksFor_thatDeclined_isNotDone() throws Exception {
    model.ends("", Reply.Stop.DECLINED, model.use("pay", "{'amount':1}"));

    Outcome outcome = talk(Limits.defaults()).say("Pay 100.");

    assertThat(outcome.end()).isEqualTo(Outcome.End.DECLINED);
    assertThat(scene.called).isEmpty();
  }
}
