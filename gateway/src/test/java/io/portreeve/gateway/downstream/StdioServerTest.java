package io.portreeve.gateway.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.EndpointId;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.RequestMeta;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client on standard streams, in both eras. */
class StdioServerTest {
  private static final String META =
      "'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
          + "'io.modelcontextprotocol/clientCapabilities':{}}";
  private static final String INITIALIZE =
      "{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'protocolVersion':'2025-11-25',"
          + "'capabilities':{'roots':{}},'clientInfo':{'name':'c','version':'1'}}}";
  private static final String CALL =
      "{'jsonrpc':'2.0','id':7,'method':'tools/call','params':{'name':'read'}}";

  private final Scripted scripted = new Scripted();
  private final OutputStream toServer;
  private final BufferedReader fromServer;
  private final Thread serving;

  StdioServerTest() throws IOException {
    Pipe toIn = Pipe.open();
    Pipe fromOut = Pipe.open();
    toServer = Channels.newOutputStream(toIn.sink());
    InputStream in = Channels.newInputStream(toIn.source());
    OutputStream out = Channels.newOutputStream(fromOut.sink());
    fromServer =
        new BufferedReader(
            new InputStreamReader(
                Channels.newInputStream(fromOut.source()), StandardCharsets.UTF_8));
    StdioServer server =
        new StdioServer(
            scripted.core(Scripted.LIMITS),
            scripted.doorway(),
            new Principal("me", Set.of(), Principal.Authentication.LOCAL_PROCESS),
            EndpointId.unnamed(),
            JsonLimits.defaults().withBytes(10_000),
            Duration.ofSeconds(20));
    serving =
        Thread.startVirtualThread(() -> {
          try (out) {
            server.serve(in, out);
          } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
          }
        });
  }

  @AfterEach
  void close() throws Exception {
    toServer.close();
    assertThat(serving.join(Duration.ofSeconds(20))).isTrue();
  }

  private void say(String message) throws IOException {
    toServer.write((message.replace('\'', '"') + "\n").getBytes(StandardCharsets.UTF_8));
    toServer.flush();
  }

  private JsonObject hear() throws IOException {
    return Jsons.object(fromServer.readLine());
  }

  private static String modern(String id, String method, String members) {
    String more = members.isEmpty() ? META : members + "," + META;
    return "{'jsonrpc':'2.0','id':" + id + ",'method':'" + method + "','params':{" + more + "}}";
  }

  @Test
  void statefulClient_isServed_byteByByte() throws Exception {
    String all = (INITIALIZE + "\r\n" + CALL + "\n").replace('\'', '"');
    for (byte each : all.getBytes(StandardCharsets.UTF_8)) {
      toServer.write(each);
      toServer.flush();
    }
    assertThat(hear().object("result").get().string("protocolVersion")).contains("2025-11-25");
    assertThat(hear())
        .isEqualTo(
            Jsons.object(
                "{'jsonrpc':'2.0','id':7,'result':{'content':[{'type':'text','text':'hello'}]}}"));
  }

  @Test
  void statelessClient_isServed_byteByByte() throws Exception {
    for (String message :
        List.of(modern("'d'", "server/discover", ""), modern("7", "tools/call", "'name':'read'"))) {
      for (byte each : (message + "\n").replace('\'', '"').getBytes(StandardCharsets.UTF_8)) {
        toServer.write(each);
        toServer.flush();
      }
      assertThat(hear().object("result").get().string("resultType")).contains("complete");
    }
    assertThat(RequestMeta.of(scripted.received.take().params()).protocolVersion())
        .contains("2026-07-28");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'jsonrpc':'2.0','id':1,'method':'tools/list'}                     | -32602
          {'jsonrpc':'2.0','id':1,'method':'initialize','params':{}}         | -32602
          {'jsonrpc':'2.0','id':1,'method':'tools/list','params':{'_meta':{'io.modelcontextprotocol/protocolVersion':'2030-01-01','io.modelcontextprotocol/clientCapabilities':{}}}} | -32022
          {'jsonrpc':'2.0','id':1,'method':'tools/list','params':{'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28'}}} | -32602
          {'jsonrpc':'2.0','id':1,'method':'ping','params':{'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28','io.modelcontextprotocol/clientCapabilities':{}}}} | -32601
          {'jsonrpc':'2.0','id':1,'result':{}}                               | -32600
          []                                                                 | -32600
          {                                                                  | -32700
          """)
  void statelessClient_climbsTheLadder_withEveryMessage(String message, long code)
      throws Exception {
    say(modern("0", "tools/list", ""));
    hear();
    say(message);
    assertThat(hear().object("error").get().integer("code")).contains(code);
    say(modern("2", "tools/list", ""));
    assertThat(hear().object("result")).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'jsonrpc':'2.0','id':1,'method':'tools/list'}                                | -32600
          {'jsonrpc':'2.0','id':1,'method':'initialize','params':{}}                    | -32602
          [{'jsonrpc':'2.0','id':1,'method':'ping'}]                                    | -32600
          """)
  void statefulClient_beginsWithInitialize(String message, long code) throws Exception {
    say(message);
    assertThat(hear().object("error").get().integer("code")).contains(code);
    say(INITIALIZE);
    assertThat(hear().object("result")).isPresent();
    say(INITIALIZE.replace("'id':1", "'id':2"));
    assertThat(hear().object("error").get().integer("code")).contains(-32600L);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void requests_interleave_andOneIsCancelled(boolean stateless) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    scripted.on("tools/call", (_, _) -> never.await());
    if (!stateless) {
      say(INITIALIZE);
      hear();
    }
    say(stateless ? modern("7", "tools/call", "'name':'read'") : CALL);
    assertThat(scripted.received.poll(1, TimeUnit.MINUTES)).isNotNull();
    say(stateless ? modern("8", "tools/list", "") : CALL.replace("7", "8").replace("call", "list"));
    assertThat(hear().integer("id")).contains(8L);
    say("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':7}}");
    assertThat(scripted.cancelled.poll(1, TimeUnit.MINUTES)).isEqualTo("tools/call");
  }

  @Test
  void idThatIsInUse_isRefused() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    scripted.on(
        "tools/call",
        (request, out) -> {
          goOn.await();
          out.deliver(Messages.resultOf(request));
        });
    say(modern("7", "tools/call", "'name':'read'"));
    say(modern("7", "tools/call", "'name':'read'"));
    assertThat(hear().object("error").get().integer("code")).contains(-32600L);
    goOn.countDown();
    assertThat(hear().object("result")).isPresent();
  }

  @Test
  void endOfInput_letsWhatIsUnderWayFinish_andEndsSubscriptions() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    scripted.on("subscriptions/listen", (_, _) -> never.await());
    scripted.on(
        "tools/call",
        (request, out) -> {
          goOn.await();
          out.deliver(Messages.resultOf(request));
        });
    say(modern("1", "subscriptions/listen", "'notifications':{'toolsListChanged':true}"));
    say(modern("7", "tools/call", "'name':'read'"));
    scripted.received.take();
    scripted.received.take();
    toServer.close();
    assertThat(scripted.cancelled.poll(1, TimeUnit.MINUTES)).isEqualTo("subscriptions/listen");
    goOn.countDown();
    assertThat(hear().integer("id")).contains(7L);
    assertThat(fromServer.readLine()).isNull();
  }

  @Test
  void whatAServerAsks_theStatefulClientIsAsked() throws Exception {
    scripted.on(
        "tools/call",
        (request, out) ->
            out.deliver(
                request.params().has("inputResponses")
                    ? Messages.resultOf(request)
                    : Messages.elicitation()));
    say(INITIALIZE.replace("'roots':{}", "'elicitation':{}"));
    hear();
    say(CALL);
    JsonObject asked = hear();
    assertThat(asked.string("method")).contains("elicitation/create");
    say(
        "{'jsonrpc':'2.0','id':"
            + asked.get("id").get()
            + ",'result':{'action':'accept','content':{'a':'b'}}}");
    assertThat(hear().object("result")).isPresent();
  }

  @Test
  void changes_areToldOnceInitialized() throws Exception {
    scripted.on(
        "subscriptions/listen",
        (_, out) -> {
          String filter = "'notifications':{'toolsListChanged':true}";
          out.deliver(Messages.note("notifications/subscriptions/acknowledged", filter));
          out.deliver(Messages.note("notifications/tools/list_changed", ""));
          new CountDownLatch(1).await();
        });
    say(INITIALIZE);
    hear();
    say("{'jsonrpc':'2.0','method':'notifications/initialized'}");
    assertThat(hear().string("method")).contains("notifications/tools/list_changed");
  }

  @Test
  void batch_isTakenWhereTheRevisionHasBatches() throws Exception {
    say(INITIALIZE.replace("2025-11-25", "2025-03-26"));
    hear();
    say("[{'jsonrpc':'2.0','id':5,'method':'ping'},{'jsonrpc':'2.0','id':6,'method':'ping'}]");
    List<Long> ids = List.of(hear().integer("id").get(), hear().integer("id").get());
    assertThat(ids).containsExactlyInAnyOrder(5L, 6L);
  }

  @Test
  void lineThatIsTooLong_endsTheService() throws Exception {
    say("{'a':'" + "x".repeat(10_000) + "'}");
    assertThat(hear().object("error").get().integer("code")).contains(-32700L);
    assertThat(fromServer.readLine()).isNull();
    assertThat(scripted.turnedAway).containsExactly("message-malformed");
  }
}
