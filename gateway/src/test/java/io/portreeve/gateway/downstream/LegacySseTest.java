package io.portreeve.gateway.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Identity;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The transport of 2024-11-05. */
class LegacySseTest {
  private static final String INITIALIZE =
      "{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'protocolVersion':'2024-11-05',"
          + "'capabilities':{'roots':{}},'clientInfo':{'name':'c','version':'1'}}}";
  private static final String CALL =
      "{'jsonrpc':'2.0','id':7,'method':'tools/call','params':{'name':'read'}}";

  private final Scripted scripted = new Scripted();
  private final Vigil vigil = new Vigil(scripted::identify, scripted);
  private final Client client;

  LegacySseTest() throws Exception {
    client =
        new Client(
            new LegacySse(
                LegacyServer.door(scripted),
                scripted.core(Scripted.LIMITS.withSessions(3, 2)),
                vigil,
                new LegacySse.Paths("/sse", "/messages"),
                JsonLimits.defaults()));
  }

  @AfterEach
  void close() {
    vigil.close();
    client.close();
  }

  @Test
  void stream_endsWithTheKeyThatOpenedIt() throws Exception {
    try (Client.Reply stream = open("anna")) {
      assertThat(stream.event().type()).isEqualTo("endpoint");

      scripted.credentials.put(
          "anna", new Identity.Rejected(Reason.CREDENTIAL_EXPIRED, "key expired"));
      vigil.look();

      assertThat(stream.next()).isEmpty();
    }
  }

  private Client.Reply open(String who) throws Exception {
    return client.send(who, "GET", "/sse", "", "accept", "text/event-stream");
  }

  private int post(String who, String endpoint, String body) throws Exception {
    return client.send(who, "POST", endpoint, body).status();
  }

  @Test
  void everythingIsSaidOnTheStream_thatBeganWithTheEndpoint() throws Exception {
    Client.Reply stream = open("anna");
    Client.Event endpoint = stream.event();
    assertThat(endpoint.type()).isEqualTo("endpoint");
    assertThat(endpoint.data()).matches("/messages\\?sessionId=[0-9a-f]{48}");
    assertThat(post("anna", endpoint.data(), INITIALIZE)).isEqualTo(202);
    Client.Event initialized = stream.event();
    assertThat(initialized.id()).isEmpty();
    assertThat(initialized.json().object("result").get().string("protocolVersion"))
        .contains("2024-11-05");
    assertThat(post("anna", endpoint.data(), CALL)).isEqualTo(202);
    assertThat(stream.event().json())
        .isEqualTo(
            Jsons.object(
                "{'jsonrpc':'2.0','id':7,'result':{'content':[{'type':'text','text':'hello'}]}}"));
  }

  @ParameterizedTest
  @CsvSource({
    "anna, own, 202",
    "bert, own, 404",
    "anna, unknown, 404",
    "anna, missing, 404",
    "anna, ended, 404"
  })
  void messages_comeFromWhoeverOpenedTheStream(String who, String which, int status)
      throws Exception {
    Client.Reply stream = open("anna");
    String own = stream.event().data();
    String endpoint =
        switch (which) {
          case "unknown" -> "/messages?sessionId=" + "0".repeat(48);
          case "missing" -> "/messages";
          default -> own;
        };
    if (which.equals("ended")) {
      CountDownLatch never = new CountDownLatch(1);
      scripted.on("tools/call", (_, _) -> never.await());
      post("anna", own, INITIALIZE);
      stream.event();
      post("anna", own, CALL);
      assertThat(scripted.received.poll(1, TimeUnit.MINUTES)).isNotNull();
      stream.close();
      assertThat(scripted.cancelled.poll(1, TimeUnit.MINUTES)).isEqualTo("tools/call");
    }
    assertThat(post(who, endpoint, INITIALIZE)).isEqualTo(status);
  }

  @Test
  void whatAServerAsks_isAskedOnTheStream() throws Exception {
    scripted.on(
        "tools/call",
        (request, out) ->
            out.deliver(
                request.params().has("inputResponses")
                    ? Messages.resultOf(request)
                    : new InputRequired(
                        Jsons.object(
                            "{'resultType':'input_required','inputRequests':"
                                + "{'k':{'method':'roots/list'}}}"))));
    Client.Reply stream = open("anna");
    String endpoint = stream.event().data();
    post("anna", endpoint, INITIALIZE);
    stream.event();
    post("anna", endpoint, CALL);
    Client.Event asked = stream.event();
    assertThat(asked.method()).isEqualTo("roots/list");
    post(
        "anna",
        endpoint,
        "{'jsonrpc':'2.0','id':" + asked.json().get("id").get() + ",'result':{'roots':[]}}");
    assertThat(stream.event().json().object("result")).isPresent();
  }

  @Test
  void malformedMessages_areRefused_andTheStreamGoesOn() throws Exception {
    Client.Reply stream = open("anna");
    String endpoint = stream.event().data();
    assertThat(post("anna", endpoint, "{")).isEqualTo(400);
    assertThat(post("anna", endpoint, "[]")).isEqualTo(202);
    assertThat(stream.event().json().object("error").get().integer("code")).contains(-32600L);
    assertThat(post("anna", endpoint, INITIALIZE)).isEqualTo(202);
    assertThat(stream.event().json().object("result")).isPresent();
  }

  @Test
  void streams_areBounded_forEachAndForAll() throws Exception {
    assertThat(open("anna").status()).isEqualTo(200);
    assertThat(open("anna").status()).isEqualTo(200);
    assertThat(open("anna").status()).isEqualTo(429);
    assertThat(open("bert").status()).isEqualTo(200);
    assertThat(open("bert").status()).isEqualTo(429);
  }

  @ParameterizedTest
  @CsvSource({"POST, /sse", "GET, /messages", "DELETE, /sse"})
  void otherMethods_areNotAllowed(String method, String path) throws Exception {
    assertThat(client.send("anna", method, path, "").status()).isEqualTo(405);
  }
}
