package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a configuration, and of what it serves, when another takes its place. */
@Timeout(120)
class RetirementTest {
  private static final String OPEN =
      """
      listen: 127.0.0.1:0
      data: ./data
      authentication: {insecure-anonymous: {}}
      transparent: true
      pinning: {first-seen: approve}
      policy: {allow: [{name: all, tools: ['*']}]}
      http: {drain: 10m}
      """;
  private static final String SERVER = "servers: {desk: {url: 'URL', era: modern}}\n";
  private static final String WITH_TOKEN =
      "servers: {desk: {url: 'URL', era: modern, bearer-token: 'env:TOKEN',"
          + " insecure-shared-credential: true}}\n";

  private final Map<String, String> environment = new ConcurrentHashMap<>();
  private final Desk desk;
  private volatile boolean silent;

  RetirementTest(@TempDir Path directory) {
    this.desk = new Desk(directory, environment, this::listen);
  }

  private void listen(HttpAsked asked, HttpWire wire) throws Exception {
    if (!silent) {
      wire.stream();
      wire.event(
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\",\"params\":{"
              + "\"notifications\":{\"toolsListChanged\":true},\"_meta\":{"
              + "\"io.modelcontextprotocol/subscriptionId\":"
              + asked.id()
              + "}}}");
    }
    wire.awaitHangUp();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void requestUnderWay_endsUnderThePolicyThatItBeganUnder() throws Exception {
    try (Gateway gateway = start(OPEN + SERVER)) {
      Future<HttpResponse<String>> slow = desk.slowCall(gateway.address());

      gateway.reload(desk.read(OPEN.replace("'*'", "other") + SERVER));

      assertThat(desk.call(gateway.address()).body()).contains("unknown tool");
      desk.answer();
      assertThat(slow.get().body()).contains("done");
    }
  }

  @Test
  void streamThatOutstaysThePatience_isClosed() throws Exception {
    assertThat(statusOfAStreamThatIsCutOff()).isEqualTo(200);
  }

  private int statusOfAStreamThatIsCutOff() throws Exception {
    String hasty = OPEN.replace("10m", "0s") + SERVER;
    try (Gateway gateway = start(hasty);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> stream =
          clients.submit(() ->
              desk.ask(
                  gateway.address(),
                  "subscriptions/listen",
                  "'notifications':{'toolsListChanged':true}"));
      var _ = desk.server.next(asked -> asked.rpcMethod().equals("subscriptions/listen"));

      gateway.reload(desk.read(hasty));

      return stream.get().statusCode();
    }
  }

  @Test
  void streamThatIsEndedBeforeItsServerSaidAnything_isAStreamAllTheSame() throws Exception {
    silent = true;

    assertThat(statusOfAStreamThatIsCutOff()).isEqualTo(200);
  }

  @Test
  void secretThatChanged_isInForceFromTheReloadOn() throws Exception {
    environment.put("TOKEN", "old");
    try (Gateway gateway = start(OPEN + WITH_TOKEN)) {
      var _ = desk.call(gateway.address());
      assertThat(sent().field("authorization")).hasValue("Bearer old");

      environment.put("TOKEN", "new");
      var _ = desk.call(gateway.address());
      assertThat(sent().field("authorization")).as("not before").hasValue("Bearer old");
      gateway.reload(desk.read(OPEN + WITH_TOKEN));

      var _ = desk.call(gateway.address());
      assertThat(sent().field("authorization")).hasValue("Bearer new");
    }
  }

  /** Whole or not at all: the one in force keeps its servers and their secrets. */
  @Test
  void reloadWithoutItsSecret_leavesTheOneInForce() throws Exception {
    environment.put("TOKEN", "old");
    try (Gateway gateway = start(OPEN + WITH_TOKEN)) {
      environment.remove("TOKEN");

      assertThatExceptionOfType(StartFault.class)
          .isThrownBy(() -> gateway.reload(desk.read(OPEN + WITH_TOKEN)));

      assertThat(desk.call(gateway.address()).body()).contains("done");
      assertThat(sent().field("authorization")).hasValue("Bearer old");
    }
  }

  /** A policy of nothing is a policy: it allows nothing. */
  @Test
  void reloadToNoPolicy_allowsNothing() throws Exception {
    try (Gateway gateway = start(OPEN + SERVER)) {
      assertThat(desk.call(gateway.address()).body()).contains("done");

      gateway.reload(desk.read(OPEN.replaceAll("policy:.*\n", "") + SERVER));

      assertThat(desk.call(gateway.address()).body()).contains("unknown tool");
    }
  }

  @Test
  void closing_endsWhatRetiredConfigurationsStillServe() throws Exception {
    Gateway gateway = start(OPEN + SERVER);
    Future<HttpResponse<String>> slow = desk.slowCall(gateway.address());
    gateway.reload(desk.read(OPEN.replace("10m", "0s") + SERVER));

    gateway.close();

    assertThat(slow.get().body()).contains("the gateway is stopping");
  }

  /** What nobody will serve must not be left running. */
  @Test
  void reloadOfAGatewayThatIsClosed_isRefused() throws Exception {
    Gateway gateway = start(OPEN + SERVER);
    gateway.close();

    assertThatExceptionOfType(StartFault.class)
        .isThrownBy(() -> gateway.reload(desk.read(OPEN + SERVER)))
        .withMessage("the gateway is stopping");
  }

  @Test
  void reloadUnderWay_isOverBeforeTheClosingBegins() throws Exception {
    List<String> events = new CopyOnWriteArrayList<>();
    CountDownLatch reloading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    SecretSource slow =
        new SecretSource(_ -> {
          if (environment.containsKey("SLOW")) {
            reloading.countDown();
            awaitQuietly(go);
            events.add("wired");
          }
          return Optional.of("token");
        });
    Gateway gateway = Gateway.start(desk.read(OPEN + WITH_TOKEN), slow);
    environment.put("SLOW", "yes");
    Configuration next = desk.read(OPEN + WITH_TOKEN);
    Thread reload = Thread.ofVirtual().start(() -> reloadQuietly(gateway, next));
    reloading.await();
    Thread stop =
        Thread.ofPlatform()
            .start(() -> {
              gateway.close();
              events.add("closed");
            });
    Eventually.waitsForLock(stop, Gateway.class);
    go.countDown();
    reload.join();
    stop.join();

    assertThat(events).containsExactly("wired", "closed");
  }

  private static void reloadQuietly(Gateway gateway, Configuration next) {
    try {
      gateway.reload(next);
    } catch (StartFault refused) {
      throw new AssertionError(refused);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Gateway start(String text) throws StartFault {
    return desk.start(desk.read(text));
  }

  private HttpAsked sent() throws InterruptedException {
    return desk.server.next(asked -> asked.rpcMethod().equals("tools/call"));
  }
}
