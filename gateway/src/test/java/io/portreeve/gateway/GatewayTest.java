package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.keys.KeyRequest;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.server.HttpAsked;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole gateways, before a real server on the loopback address. */
@Timeout(120)
class GatewayTest {
  private final Path directory;
  private final Map<String, String> environment = new HashMap<>();
  private final Desk desk;

  GatewayTest(@TempDir Path directory) {
    this.directory = directory;
    this.desk = new Desk(directory, environment);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void call_isAnsweredByTheServer_andIsOnRecordBeforeAndAfter() throws Exception {
    try (Gateway gateway = desk.start()) {
      HttpResponse<String> response = desk.call(gateway.address());

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).contains("done");
    }
    assertThat(desk.records(AuditKind.DECISION))
        .anySatisfy(record -> assertThat(record.string("tool")).hasValue("read"));
    assertThat(endings()).contains("completed");
  }

  /** Whoever removes the store would otherwise have everything trusted anew, unnoticed. */
  @Test
  void storeThatWasRemoved_isOnRecord() throws Exception {
    desk.start().close();
    assertThat(desk.records(AuditKind.EVENT)).noneMatch(GatewayTest::saysThatTheStoreIsMissing);
    for (String file : List.of("portreeve.db", "portreeve.db-wal", "portreeve.db-shm")) {
      var _ = Files.deleteIfExists(directory.resolve("data").resolve(file));
    }

    desk.start().close();
    assertThat(desk.records(AuditKind.EVENT)).anyMatch(GatewayTest::saysThatTheStoreIsMissing);
  }

  private static boolean saysThatTheStoreIsMissing(JsonObject record) {
    return record.string("event").filter("store-missing"::equals).isPresent();
  }

  /** A fault of each part that is made at a start; afterwards nothing holds the data folder. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "policy: {allow: [{name: all, tools: ['*'], when: nonsense}]}",
        "servers: {desk: {url: 'URL', bearer-token: 'env:NOT_THERE', insecure-shared-credential: true}}",
        "servers: {desk: {url: 'URL', headers: {x-key: 'env:NOT_THERE'}, insecure-shared-credential: true}}",
        "servers: {desk: {command: [echo], environment: {KEY: 'env:NOT_THERE'}, insecure-shared-credential: true}}",
        "tls: {certificate: 'file:./none.pem', key: 'file:./none.key'}",
        "tls: {certificate: 'env:CHAIN', key: 'env:KEY'}"
      })
  void startThatFails_leavesNothingRunning(String fault) throws Exception {
    environment.put("CHAIN", "no certificate");
    environment.put("KEY", "no key");
    String text =
        """
        listen: 127.0.0.1:0
        data: ./data
        transparent: true
        """
            + (fault.startsWith("servers") ? "" : "servers: {desk: {url: 'URL'}}\n")
            + fault
            + "\n";

    assertThatExceptionOfType(StartFault.class).isThrownBy(() -> desk.start(desk.read(text)));

    assertThat(writers()).isEmpty();
    try (Gateway gateway = desk.start()) {
      assertThat(desk.call(gateway.address()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void addressThatIsTaken_failsTheStart_andLeavesNothingRunning() throws Exception {
    try (Gateway first = desk.start()) {
      String taken = "listen: 127.0.0.1:" + first.address().getPort();

      assertThatExceptionOfType(StartFault.class)
          .isThrownBy(() ->
              desk.start(desk.read(taken + "\ndata: ./other\nservers: {desk: {url: 'URL'}}\n")))
          .withMessageStartingWith("cannot listen");
      assertThat(writers()).hasSize(1);
    }
  }

  /** Two writers of one journal would break its chain. */
  @Test
  void dataFolderInUse_failsTheStart_andDisturbsNobody() throws Exception {
    try (Gateway first = desk.start()) {
      assertThatExceptionOfType(StartFault.class)
          .isThrownBy(desk::start)
          .withMessageContaining("cannot be used");

      assertThat(writers()).hasSize(1);
      assertThat(desk.call(first.address()).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit",
        "seal-key.secret",
        "key-pepper.secret",
        "shape-key.secret",
        "audit-signing.secret"
      })
  void dataFolderThatCannotBeUsed_failsTheStart_andLeavesNothingRunning(String part)
      throws Exception {
    desk.start().close();
    Path broken = directory.resolve("data").resolve(part);
    Path whole = Files.move(broken, directory.resolve("whole"));
    Files.writeString(broken, "damaged");
    Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rw-------"));

    assertThatExceptionOfType(StartFault.class)
        .isThrownBy(desk::start)
        .withMessageContaining("cannot be used");

    assertThat(writers()).isEmpty();
    Files.delete(broken);
    Files.move(whole, broken);
    desk.start().close();
  }

  @Test
  void stop_letsWhatIsUnderWayFinish_andTakesNothingNew() throws Exception {
    try (ExecutorService operator = Executors.newVirtualThreadPerTaskExecutor()) {
      Gateway gateway = desk.start();
      InetSocketAddress address = gateway.address();
      Future<HttpResponse<String>> slow = desk.slowCall(address);

      Future<?> stopping = operator.submit(gateway::close);
      Eventually.holds("nobody listens there", () -> isRefused(address));
      assertThat(stopping.isDone()).isFalse();
      desk.answer();

      assertThat(slow.get().body()).contains("done");
      stopping.get();
    }
    assertThat(endings()).contains("completed");
  }

  /** What a stop cuts off is on record as well, before the journal closes. */
  @Test
  void stopThatDoesNotWait_recordsWhatItCutOff() throws Exception {
    Gateway gateway = desk.start("http: {drain: 0s}");
    Future<HttpResponse<String>> slow = desk.slowCall(gateway.address());

    gateway.close();

    assertThat(slow.get().body()).contains("the gateway is stopping");
    assertThat(endings()).contains("failed");
  }

  @Test
  void closingTwice_isClosingOnce() throws Exception {
    Gateway gateway = desk.start();
    gateway.close();
    gateway.close();

    assertThat(writers()).isEmpty();
  }

  /** Nothing of the client's but what was judged, and the operator's own credentials. */
  @Test
  void server_isSentTheOperatorsCredentials_andNeverTheClients() throws Exception {
    environment.put("TOKEN", "operators-token");
    environment.put("KEY", "operators-key");
    String text =
        """
        listen: 127.0.0.1:0
        data: ./data
        transparent: true
        servers: {desk: {url: "URL", era: modern, bearer-token: "env:TOKEN",
          headers: {x-key: "env:KEY", x-team: "text:blue"}, insecure-shared-credential: true}}
        policy: {allow: [{name: all, tools: ['*']}]}
        pinning: {first-seen: approve}
        """;
    try (Gateway gateway = desk.start(desk.read(text))) {
      String key =
          gateway
              .keys()
              .create(new KeyRequest("anna", Set.of(), Map.of(), Optional.empty()))
              .text()
              .revealText();

      var _ =
          desk.call(
              gateway.address(),
              "authorization",
              "Bearer " + key,
              "x-key",
              "forged",
              "cookie",
              "c");
    }
    HttpAsked sent = desk.server.next(asked -> asked.rpcMethod().equals("tools/call"));
    assertThat(sent.field("authorization")).hasValue("Bearer operators-token");
    assertThat(sent.field("x-key")).hasValue("operators-key");
    assertThat(sent.field("x-team")).hasValue("blue");
    assertThat(sent.fields()).doesNotContainKeys("cookie", "origin");
  }

  @Test
  void pathThatIsNotServed_doesNotExist() throws Exception {
    try (Gateway gateway = desk.start("http: {path: /mcp, sse-path: /sse}");
        HttpClient client = HttpClient.newHttpClient()) {
      for (String path : List.of("/", "/mcp/", "/MCP", "/mcp/../mcp", "/messages")) {
        assertThat(status(client, gateway.address(), path)).as(path).isEqualTo(404);
      }
      assertThat(status(client, gateway.address(), "/mcp")).isEqualTo(415);
      assertThat(status(client, gateway.address(), "/sse")).isEqualTo(405);
    }
  }

  @Test
  void eventOfTheGateway_isOnRecord() throws Exception {
    try (Gateway gateway = desk.start()) {
      gateway.record("reload", Jsons.object("{'from':'here'}"));
    }
    assertThat(desk.records(AuditKind.EVENT))
        .contains(Jsons.object("{'event':'reload','from':'here'}"));
  }

  @Test
  void oneClientOverStreams_isServedToItsEnd_andIsOnRecord() throws Exception {
    String lines =
        """
        {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"read","_meta":{\
        "io.modelcontextprotocol/protocolVersion":"2026-07-28",\
        "io.modelcontextprotocol/clientCapabilities":{}}}}
        """;
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Gateway.serve(
        desk.configuration(),
        desk.secrets(),
        new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
        out);

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("done");
    assertThat(desk.records(AuditKind.DECISION))
        .anySatisfy(record -> assertThat(record.string("tool")).hasValue("read"));
    assertThat(writers()).isEmpty();
  }

  @Test
  void gatewayWithoutControls_saysSoInEveryRecord() throws Exception {
    try (Gateway gateway = desk.start("insecure-no-controls: true")) {
      assertThat(desk.call(gateway.address()).body()).contains("done");
    }
    assertThat(desk.records(AuditKind.DECISION))
        .isNotEmpty()
        .allSatisfy(record -> assertThat(record.toString()).contains("unguarded"));
  }

  @Test
  void argumentsOfCalls_areRecordedByShape_unlessTheOperatorWantsThem() throws Exception {
    for (String values : List.of("shape", "full")) {
      try (Gateway gateway = desk.start("audit: {values: " + values + "}")) {
        var _ =
            desk.ask(gateway.address(), "tools/call", "'name':'read','arguments':{'a':'s3cret'}");
      }
    }

    assertThat(desk.records(AuditKind.DECISION).stream().map(JsonObject::toString))
        .filteredOn(record -> record.contains("tools/call"))
        .satisfiesExactly(
            shape -> assertThat(shape).doesNotContain("s3cret"),
            full -> assertThat(full).contains("s3cret"));
  }

  private List<String> endings() throws IOException {
    return desk.records(AuditKind.OUTCOME).stream()
        .filter(record -> record.string("method").orElseThrow().equals("tools/call"))
        .map(record -> record.string("ending").orElseThrow())
        .toList();
  }

  /** The threads of the system that write for a gateway that is open. */
  private static List<String> writers() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.equals("store-writer"))
        .toList();
  }

  private static boolean isRefused(InetSocketAddress address) {
    try (Socket _ = new Socket(address.getAddress(), address.getPort())) {
      return false;
    } catch (IOException closed) {
      return true;
    }
  }

  private static int status(HttpClient client, InetSocketAddress address, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + address.getPort() + path);
    return client
        .send(
            HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody()).build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
