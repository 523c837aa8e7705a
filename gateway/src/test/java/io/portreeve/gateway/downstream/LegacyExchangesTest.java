package io.portreeve.gateway.downstream;

import static io.portreeve.gateway.downstream.LegacyServer.CALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestMeta;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.HashSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a stateful client's requests. */
class LegacyExchangesTest {
  private final LegacyServer server;

  LegacyExchangesTest() throws Exception {
    server = new LegacyServer();
  }

  @AfterEach
  void close() {
    server.close();
    assertThat(server.client.failed).isEmpty();
  }

  @Test
  void answerThatComesAlone_isJson_inTheOldWords() throws Exception {
    Client.Reply reply = server.post(server.begin(), CALL);
    assertThat(reply.type()).isEqualTo("application/json");
    assertThat(reply.json())
        .isEqualTo(
            Jsons.object(
                "{'jsonrpc':'2.0','id':7,'result':{'content':[{'type':'text','text':'hello'}]}}"));
  }

  @Test
  void request_carriesTheClaimsOfItsSession() throws Exception {
    String session = server.begin();
    server.post(
        session, "{'jsonrpc':'2.0','id':1,'method':'logging/setLevel','params':{'level':'error'}}");
    server.post(
        session,
        "{'jsonrpc':'2.0','id':7,'method':'tools/call','params':{'name':'read','_meta':"
            + "{'progressToken':'p','io.modelcontextprotocol/logLevel':'debug'}}}");
    RequestMeta meta = Scripted.meta(take());
    assertThat(meta.protocolVersion()).contains("2026-07-28");
    assertThat(meta.clientInfo()).contains(Jsons.object("{'name':'c','version':'1'}"));
    assertThat(meta.clientCapabilities().urlElicitation()).isTrue();
    assertThat(meta.logLevel()).contains("error");
    assertThat(meta.progressToken()).contains(Jsons.json("'p'"));
  }

  @Test
  void clientThatSetNoLevel_keepsTheLogsItGot() throws Exception {
    server.post(server.begin(), CALL);
    assertThat(Scripted.meta(take()).logLevel()).contains("info");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'level':'loud'}", "{}"})
  void unknownLevel_isRefused(String params) throws Exception {
    Client.Reply reply =
        server.post(
            server.begin(),
            "{'jsonrpc':'2.0','id':1,'method':'logging/setLevel','params':" + params + "}");
    assertThat(reply.json().object("error").get().integer("code")).contains(-32602L);
  }

  @Test
  void missingResource_hasTheOldCode() throws Exception {
    server.scripted.on(
        "resources/read",
        (_, out) -> out.deliver(new Failure(new McpError(ErrorCode.INVALID_PARAMS, "none"))));
    Client.Reply reply =
        server.post(
            server.begin(),
            "{'jsonrpc':'2.0','id':1,'method':'resources/read','params':{'uri':'a:b'}}");
    assertThat(reply.json().object("error").get().integer("code")).contains(-32002L);
  }

  @Test
  void notifications_comeOnTheStreamOfTheirRequest_beforeTheAnswer() throws Exception {
    server.scripted.on(
        "tools/call",
        (request, out) -> {
          out.deliver(Messages.note("notifications/progress", "'progressToken':7,'progress':1"));
          out.deliver(Messages.note("notifications/message", "'level':'info','data':'x'"));
          out.deliver(Messages.resultOf(request));
        });
    Client.Reply reply = server.post(server.begin(), CALL);
    assertThat(reply.type()).isEqualTo("text/event-stream");
    assertThat(reply.event().method()).isEqualTo("notifications/progress");
    assertThat(reply.event().method()).isEqualTo("notifications/message");
    assertThat(reply.event().json().object("result")).isPresent();
    assertThat(reply.next()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          elicitation/create     | {'mode':'form','message':'?','requestedSchema':{'type':'object','properties':{}}} | {'action':'accept','content':{'a':'b'}}
          elicitation/create     | {'mode':'url','message':'?','url':'https://a.example'} | {'action':'decline'}
          sampling/createMessage | {'messages':[],'maxTokens':9} | {'role':'assistant','model':'m','content':{'type':'text','text':'t'}}
          roots/list             | {} | {'roots':[{'uri':'file:///a'}]}
          """)
  void whatAServerAsks_theClientIsAsked_andTheRequestRepeated(
      String method, String params, String answer) throws Exception {
    server.scripted.on("tools/call", (request, out) -> askOnce(request, out, method, params));
    String session = server.begin();
    Client.Reply reply = server.post(session, CALL);
    Client.Event asked = reply.event();
    assertThat(asked.method()).isEqualTo(method);
    JsonObject asks = asked.json().object("params").get();
    assertThat(asks.without("elicitationId")).isEqualTo(Jsons.object(params));
    assertThat(asks.has("elicitationId")).isEqualTo(params.contains("'url'"));
    assertThat(server.answer(session, asked, answer)).isEqualTo(202);
    assertThat(reply.event().json().object("result")).isPresent();

    assertThat(take().params().has(Answerable.REQUEST_STATE)).isFalse();
    Request retried = take();
    assertThat(((Answerable) retried).inputResponses())
        .contains(JsonObject.of("k", Jsons.object(answer)));
    assertThat(((Answerable) retried).requestState()).contains("theirs");
    assertThat(new HashSet<>(server.scripted.decided)).hasSize(3);
  }

  private static void askOnce(Request request, ServerStream out, String method, String params)
      throws InterruptedException {
    boolean answered = ((Answerable) request).inputResponses().isPresent();
    out.deliver(answered ? Messages.resultOf(request) : asking(method, params));
  }

  private static InputRequired asking(String method, String params) {
    return new InputRequired(
        Jsons.object(
            "{'resultType':'input_required','requestState':'theirs','inputRequests':{'k':{"
                + "'method':'"
                + method
                + "','params':"
                + params
                + "}}}"));
  }

  @Test
  void serverThatAsksWithoutEnd_isStopped() throws Exception {
    server.scripted.on("tools/call", (_, out) -> out.deliver(asking("roots/list", "{}")));
    String session = server.begin();
    Client.Reply reply = server.post(session, CALL);
    Client.Event event = reply.event();
    int rounds = 0;
    while (event.method().equals("roots/list")) {
      rounds++;
      server.answer(session, event, "{'roots':[]}");
      event = reply.event();
    }
    assertThat(rounds).isEqualTo(8);
    assertThat(event.json().object("result").get().bool("isError")).contains(true);
  }

  @ParameterizedTest
  @CsvSource({"elicitation/create, cancel", "roots/list, ''", "sampling/createMessage, ''"})
  void clientThatAnswersWithAnError_hasCancelled_orEndsTheCall(String method, String action)
      throws Exception {
    server.scripted.on("tools/call", (request, out) -> askOnce(request, out, method, "{}"));
    String session = server.begin();
    Client.Reply reply = server.post(session, CALL);
    server.post(
        session,
        "{'jsonrpc':'2.0','id':"
            + reply.event().json().get("id").get()
            + ",'error':{'code':-1,'message':'no'}}");
    JsonObject result = reply.event().json().object("result").get();
    assertThat(result.bool("isError").orElse(false)).isEqualTo(action.isEmpty());
    take();
    if (!action.isEmpty()) {
      assertThat(((Answerable) take()).inputResponses())
          .contains(Jsons.object("{'k':{'action':'cancel'}}"));
    }
  }

  @Test
  void clientWithoutTheCapability_isNotAsked() throws Exception {
    server.scripted.on(
        "tools/call", (request, out) -> askOnce(request, out, "elicitation/create", "{}"));
    Client.Reply reply = server.post(server.begin("anna", "2025-11-25", ""), CALL);
    assertThat(reply.json().object("result").get().bool("isError")).contains(true);
  }

  @Test
  void answerOfAnotherSession_answersNothing() throws Exception {
    server.scripted.on("tools/call", (request, out) -> askOnce(request, out, "roots/list", "{}"));
    String session = server.begin();
    Client.Reply reply = server.post(session, CALL);
    Client.Event asked = reply.event();
    assertThat(server.answer(server.begin(), asked, "{'roots':[{'uri':'evil:x'}]}")).isEqualTo(202);
    server.answer(session, asked, "{'roots':[]}");
    reply.event();
    take();
    assertThat(((Answerable) take()).inputResponses()).contains(Jsons.object("{'k':{'roots':[]}}"));
  }

  @Test
  void cancelledRequest_isInterrupted_andNotAnswered() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    server.scripted.on(
        "tools/call",
        (_, out) -> {
          out.deliver(Messages.note("notifications/message", "'level':'info','data':'x'"));
          never.await();
        });
    String session = server.begin();
    Client.Reply reply = server.post(session, CALL);
    reply.event();
    int status =
        server
            .post(
                session,
                "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':7}}")
            .status();
    assertThat(status).isEqualTo(202);
    assertThat(server.scripted.cancelled.poll(1, TimeUnit.MINUTES)).isEqualTo("tools/call");
    assertThat(reply.next()).isEmpty();
  }

  @Test
  void idThatIsInUse_isRefused_andFreeAfterwards() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    server.scripted.on(
        "tools/call",
        (request, out) -> {
          out.deliver(Messages.note("notifications/message", "'level':'info','data':'x'"));
          goOn.await();
          out.deliver(Messages.resultOf(request));
        });
    String session = server.begin();
    Client.Reply first = server.post(session, CALL);
    first.event();
    JsonObject error = server.post(session, CALL).json().object("error").get();
    assertThat(error.integer("code")).contains(-32600L);
    goOn.countDown();
    assertThat(first.event().json().object("result")).isPresent();
    assertThat(first.next()).isEmpty();
    server.scripted.on("tools/call", (request, out) -> out.deliver(Messages.resultOf(request)));
    assertThat(server.post(session, CALL).json().object("result")).isPresent();
  }

  /** After the answer its outcome is put on record: nothing that the client has to wait for. */
  @Test
  void idOfARequestThatIsAnswered_isFree_thoughItsOutcomeIsNotOnRecordYet() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    server.scripted.on(
        "tools/call",
        (request, out) -> {
          out.deliver(Messages.resultOf(request));
          goOn.await();
        });
    String session = server.begin();
    assertThat(server.post(session, CALL).json().object("result")).isPresent();

    assertThat(server.post(session, CALL).json().object("result")).isPresent();
    goOn.countDown();
  }

  @Test
  void endOfASession_cancelsWhatIsUnderWay() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    server.scripted.on(
        "tools/call",
        (_, out) -> {
          out.deliver(Messages.note("notifications/message", "'level':'info','data':'x'"));
          never.await();
        });
    String session = server.begin();
    Client.Reply reply = server.post(session, CALL);
    reply.event();
    server.client.send("anna", "DELETE", "/mcp", "", "mcp-session-id", session);
    assertThat(server.scripted.cancelled.poll(1, TimeUnit.MINUTES)).isEqualTo("tools/call");
    assertThat(reply.next()).isEmpty();
  }

  private Request take() throws InterruptedException {
    Request request = server.scripted.received.poll(1, TimeUnit.MINUTES);
    assertThat(request).isNotNull();
    return request;
  }
}
