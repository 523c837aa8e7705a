package io.portreeve.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.metrics.MetricsFormat;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.recording.Redaction;
import io.portreeve.gateway.store.ApprovalCall;
import io.portreeve.gateway.store.Approvals;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Grounds;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.Approver;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.ScriptedHttp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ApprovalNoticesTest {
  private static final String SECRET = "a secret of the webhook's own";

  @TempDir private Path directory = Path.of("");

  private final ManualClock clock = ManualClock.atNewYear();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final HttpEngine engine = HttpEngine.start(1);
  private final HttpPool pool =
      HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());
  private volatile int status = 204;
  private boolean closing;
  private final ScriptedHttp http = ScriptedHttp.start((_, wire) -> wire.json(status, "{}"));
  private Store store;
  private ApprovalNotices notices;

  @BeforeEach
  void open() {
    store =
        SqliteStore.open(DataDirectory.open(directory.resolve("data")), SqliteOptions.defaults());
    notices = notices(Redaction.shape(_ -> JsonString.of("shape")));
  }

  private ApprovalNotices notices(Redaction redaction) {
    return new ApprovalNotices(
        store.approvals(),
        http.url("/hook"),
        new Documents(pool, Duration.ofSeconds(60)),
        new Signing(Secret.ofText(SECRET)),
        redaction,
        new Outage("telling it", clock, this::tell),
        clock);
  }

  private void tell(System.Logger.Level level, String text) {
    told.add(level + " " + text);
    if (closing) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void close() {
    store.close();
    pool.close();
    engine.close();
    http.close();
  }

  private void ask(String id) {
    ask(id, "{\"to\":\"mallory " + id + "\"}");
  }

  private void ask(String id, String arguments) {
    ApprovalCall call =
        new ApprovalCall(
            "ann",
            "key:1",
            List.of(),
            "",
            "mail",
            "pay",
            "{\"arguments\":" + arguments + "}",
            "rules",
            Approver.OPERATOR);
    assertThat(
            store.approvals().claim(call, Grounds.none(), id, clock.instant(), Duration.ofHours(1)))
        .isPresent();
  }

  private void decide(String id, boolean yes) {
    var word = new Approvals.Word(yes, "olga", "olga", "because of the audit");
    var until = clock.instant().plusSeconds(600);
    assertThat(store.approvals().decide(id, word, clock.instant(), until))
        .isInstanceOf(Approvals.Heard.Counted.class);
  }

  private List<HttpAsked> round() {
    notices.round();
    return new ArrayList<>(http.rest());
  }

  private List<String> ids() {
    return round().stream().map(one -> one.field("webhook-id").orElseThrow()).toList();
  }

  private String page() {
    MetricsPage page = new MetricsPage(MetricsFormat.PROMETHEUS);
    notices.measure(page);
    return new String(page.toBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void question_andItsEnd_areTold_once() {
    ask("a");
    assertThat(ids()).containsExactly("a-asked");
    assertThat(ids()).isEmpty();

    decide("a", true);
    assertThat(round())
        .singleElement()
        .satisfies(one ->
            assertThat(one.body())
                .contains(
                    "\"type\":\"approval.ended\"",
                    "\"state\":\"approved\"",
                    "\"decidedBy\":\"olga\""));
    assertThat(ids()).isEmpty();
  }

  @Test
  void questionThatNobodyAnswers_isToldToBeOver() {
    ask("a");
    assertThat(ids()).containsExactly("a-asked");
    clock.advance(Duration.ofHours(1));

    assertThat(round())
        .singleElement()
        .satisfies(one -> assertThat(one.body()).contains("\"state\":\"expired\""));
  }

  @Test
  void whatIsTold_isSigned_andHoldsNoValue_norAReason() throws Exception {
    ask("a");
    HttpAsked asked = round().getFirst();
    decide("a", false);
    HttpAsked ended = round().getFirst();

    for (HttpAsked one : List.of(asked, ended)) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String signed =
          one.field("webhook-id").orElseThrow()
              + "."
              + clock.instant().getEpochSecond()
              + "."
              + one.body();
      String expected =
          Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
      assertThat(one.field("webhook-signature")).hasValue("v1," + expected);
      assertThat(one.field("webhook-timestamp"))
          .hasValue(Long.toString(clock.instant().getEpochSecond()));
      assertThat(one.body())
          .contains("\"principal\":\"ann\"", "\"tool\":\"pay\"", "\"arguments\":\"shape\"")
          .doesNotContain("mallory", "because of the audit");
    }
  }

  @Test
  void values_areTold_whereTheOperatorWantsThem() {
    notices = notices(Redaction.full());
    ask("a");

    assertThat(round().getFirst().body())
        .contains("\"values\":\"full\"", "\"arguments\":{\"to\":\"mallory a\"}");
  }

  /** Whoever reads the channel that a webhook posts into has what it is told. */
  @Test
  void secretsInWholeValues_areReplaced_whereverTheyStand() {
    String token = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
    String password = "Xy7-pq2-Ws9-no-form";
    String arguments =
        "{\"to\":\"ann@example.com\",\"body\":\"use "
            + token
            + " please\",\"password\":\""
            + password
            + "\",\"deep\":[{\"of\":[\""
            + token
            + "\"]}],\""
            + token
            + "\":1}";
    notices = notices(Redaction.full());
    ask("a", arguments);

    assertThat(round().getFirst().body())
        .contains("ann@example.com", "use [redacted: github-token] please", "\"values\":\"full\"")
        .doesNotContain(token, password);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 429, 500, 503})
  void whatWasNotTaken_isSentAgain_later_inItsOrder_andTheOperatorIsToldOnce(int wrong) {
    status = wrong;
    ask("a");
    clock.advance(Duration.ofSeconds(1));
    ask("b");
    assertThat(ids()).containsExactly("a-asked");
    assertThat(ids()).as("not at once").isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(ids()).containsExactly("a-asked");
    clock.advance(Duration.ofSeconds(1));
    assertThat(ids()).as("twice as long the second time").isEmpty();
    assertThat(told).containsExactly("WARNING telling it fails: HTTP " + wrong);

    status = 200;
    clock.advance(Duration.ofSeconds(60));
    assertThat(ids()).containsExactly("a-asked", "b-asked");
    assertThat(told).hasSize(2).last().isEqualTo("INFO telling it answers again");
    assertThat(page())
        .contains(
            "portreeve_webhook_posts_total{outcome=\"delivered\"} 2",
            "portreeve_webhook_posts_total{outcome=\"failed\"} 2",
            "portreeve_webhook_posts_total{outcome=\"refused\"} 0");
  }

  /** What was answered is about to be marked in the store. */
  @Test
  void whoeverIsClosedInTheMiddle_tellsOfNoFailure() {
    status = 503;
    ask("a");
    assertThat(ids()).containsExactly("a-asked");
    clock.advance(Duration.ofSeconds(60));
    status = 200;
    closing = true;

    notices.round();

    assertThat(Thread.interrupted()).as("stays interrupted").isTrue();
    assertThat(told)
        .containsExactly("WARNING telling it fails: HTTP 503", "INFO telling it answers again");
    assertThat(page()).contains("portreeve_webhook_posts_total{outcome=\"failed\"} 1");
  }

  @Test
  void whatIsRefusedForGood_isNotSentAgain_andHoldsUpNothing() {
    status = 410;
    ask("a");
    ask("b");

    assertThat(ids()).containsExactly("a-asked", "b-asked");
    assertThat(ids()).isEmpty();
    assertThat(told).containsExactly("WARNING telling it fails: HTTP 410");
    assertThat(page()).contains("portreeve_webhook_posts_total{outcome=\"refused\"} 2");
  }

  @Test
  void whatWasNotTold_survivesARestart_forAnHourAfterItsEnd() {
    status = 503;
    ask("a");
    ask("b");
    decide("a", true);
    assertThat(ids()).containsExactly("a-asked");
    store.close();
    open();
    status = 200;

    assertThat(ids()).containsExactly("a-asked", "b-asked");
    assertThat(ids()).containsExactly("a-ended");

    decide("b", true);
    clock.advance(Duration.ofHours(1));
    assertThat(ids()).as("of no use any more").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "whsec_c2hvcnQ=", "whsec_no base64 at all, whatever it is"})
  void secretThatIsNone_isRefused(String secret) {
    assertThatThrownBy(() -> new Signing(Secret.ofText(secret)))
        .isInstanceOf(SecretUnavailable.class)
        .hasMessageContaining("the secret of the webhook");
  }

  /** The example of the specification's own libraries. */
  @Test
  void signature_isThatOfStandardWebhooks() {
    byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    Signing signing = new Signing(Secret.ofText("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

    assertThat(
            signing
                .fields("msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330), body)
                .first("webhook-signature"))
        .hasValue("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }
}
