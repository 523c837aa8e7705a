package io.portreeve.gateway.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.DecisionPointSettings;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.tls.WrittenTls;
import io.portreeve.guard.OutsideDecisions.Answer;
import io.portreeve.guard.OutsideDecisions.Use;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.ScriptedHttp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a decision point says of all uses of one request, asked about at once. */
@Timeout(120)
class TogetherTest {
  private static final OutsidePolicy.Allowance NO_MORE = (_, _) -> false;

  private final HttpEngine engine = HttpEngine.start(1);
  private volatile int status = 200;
  private volatile String said = "{'evaluations':[{'decision':true},{'decision':false}]}";
  private final ScriptedHttp http =
      ScriptedHttp.start((_, wire) -> wire.json(status, said.replace('\'', '"')));

  @AfterEach
  void close() {
    engine.close();
    http.close();
  }

  @Test
  void usesOfOneRequest_areDecidedInTheirOrder_byOneQuestion() {
    assertThat(ask(2)).isEqualTo(new Answer.Decided(List.of(true, false)));
    assertThat(http.rest()).extracting(HttpAsked::target).containsExactly("/together");
  }

  @Test
  void oneQuestion_countsAsNoOtherRequestOfThePrincipal_howeverManyUsesItIsAbout() {
    said = "{'evaluations':[" + "{'decision':true},".repeat(99) + "{'decision':true}]}";

    assertThat(ask(100)).isInstanceOf(Answer.Decided.class);
    assertThat(http.rest()).hasSize(1);
  }

  @Test
  void moreUsesThanAHundred_areNotAskedAbout() {
    assertThat(ask(101))
        .isInstanceOfSatisfying(
            Answer.Undecided.class,
            none -> assertThat(none.reason()).isEqualTo(Reason.REQUEST_TOO_LARGE));
    assertThat(http.rest()).isEmpty();
  }

  @Test
  void argumentsThatAreTooLongTogether_areNotSent() {
    JsonObject half = JsonObject.empty().with("text", "x".repeat(OutsidePolicy.MOST_BYTES / 2));
    Use use = new Use(many(1).getFirst().thing(), half);

    assertThat(ask(List.of(use, use)))
        .isInstanceOfSatisfying(
            Answer.Undecided.class,
            none -> assertThat(none.reason()).isEqualTo(Reason.REQUEST_TOO_LARGE));
    assertThat(http.rest()).isEmpty();
  }

  @Test
  void useThatIsAlone_isAskedAboutAtTheOtherEndpoint() {
    said = "{'decision':true}";

    assertThat(ask(1)).isEqualTo(new Answer.Decided(List.of(true)));
    assertThat(http.rest()).extracting(HttpAsked::target).containsExactly("/one");
  }

  @Test
  void question_saysOnceWhoAsks_andThenWhatFor_andWantsAllDecided() throws Exception {
    var _ = ask(2);

    JsonObject asked = Jsons.object(http.next().body());
    assertThat(asked.object("subject").flatMap(who -> who.string("id"))).contains("anna");
    assertThat(asked.object("action")).contains(Jsons.object("{'name':'tools/call'}"));
    assertThat(asked.object("options"))
        .contains(Jsons.object("{'evaluations_semantic':'execute_all'}"));
    assertThat(asked.array("evaluations"))
        .contains(
            Jsons.object("{'e':[" + about(0) + "," + about(1) + "]}").array("e").orElseThrow());
  }

  private static String about(int note) {
    String uri = "notes://note/" + note;
    return "{'resource':{'type':'resource','id':'%s','properties':{'server':'files','arguments':{'uri':'%s'}}}}"
        .formatted(uri, uri);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{'decision':true}",
        "{'evaluations':true}",
        "{'evaluations':[]}",
        "{'evaluations':[{'decision':true}]}",
        "{'evaluations':[{'decision':true},{}]}",
        "{'evaluations':[{'decision':true},true]}",
        "{'evaluations':[{'decision':true},{'decision':'true'}]}",
        "{'evaluations':[{'decision':true},{'context':{'decision':true}}]}",
        "{'evaluations':[{'decision':true},{'decision':true},{'decision':true}]}",
        "{'decision':true,'evaluations':[{'decision':true}]}"
      })
  void answerWithoutADecisionOnEachUse_allowsNone(String answer) {
    said = answer;

    assertRefused();
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 302, 401, 404, 503})
  void answerWithAnotherStatus_allowsNone(int other) {
    said = "{'evaluations':[{'decision':true},{'decision':true}]}";
    status = other;

    assertRefused();
  }

  private void assertRefused() {
    assertThat(ask(2))
        .isInstanceOfSatisfying(
            Answer.Undecided.class,
            none -> assertThat(none.reason()).isEqualTo(Reason.DECISION_UNAVAILABLE));
    assertThat(http.rest()).hasSize(1);
  }

  private Answer ask(int uses) {
    return ask(many(uses));
  }

  private Answer ask(List<Use> uses) {
    DecisionPointSettings settings =
        new DecisionPointSettings(
            http.url("/one"),
            Optional.of(http.url("/together")),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(60));
    SecretSource secrets = new SecretSource(_ -> Optional.empty());
    try (OutsidePolicy outside =
        OutsidePolicy.of(
            settings,
            secrets,
            engine,
            AddressResolver.system(),
            new WrittenTls(secrets, ManualClock.atNewYear(), (_, _, _) -> {}),
            ManualClock.atNewYear())) {
      return outside
          .decisions(NO_MORE)
          .ask(Exchanges.asking(Messages.callTool("read", "{}")), uses);
    }
  }

  private static List<Use> many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "notes://note/" + i)
        .map(uri ->
            new Use(
                new Subject.OfResource(Exchanges.SERVER, new ResourceUri(uri)),
                JsonObject.empty().with("uri", uri)))
        .toList();
  }
}
