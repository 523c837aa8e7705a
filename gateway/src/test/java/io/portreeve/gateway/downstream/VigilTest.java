package io.portreeve.gateway.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Identity;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.Request;
import io.portreeve.testkit.Messages;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream does not outlive the credential that opened it. */
@Timeout(120)
class VigilTest {
  private static final Identity REVOKED =
      new Identity.Rejected(Reason.CREDENTIAL_REVOKED, "key revoked");
  private static final Identity UNCHECKED =
      new Identity.Rejected(Reason.CREDENTIAL_UNCHECKED, "the store is not available");
  private static final Identity WITH_OTHER_ROLES =
      new Identity.Authenticated(
          new Principal("anna", Set.of("guest"), Principal.Authentication.API_KEY));

  private static final String ACKNOWLEDGED = "'notifications':{'toolsListChanged':true}";

  private final LegacyServer server;

  VigilTest() throws Exception {
    server = new LegacyServer();
    server.scripted.on(
        "subscriptions/listen",
        (_, out) -> {
          out.deliver(Messages.note("notifications/subscriptions/acknowledged", ACKNOWLEDGED));
          new CountDownLatch(1).await();
        });
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void listeningStream_endsWithItsKey_andThatIsOnRecord() throws Exception {
    try (Client.Reply stream = listen()) {
      assertThat(stream.event().method()).isEqualTo("notifications/subscriptions/acknowledged");

      server.scripted.credentials.put("anna", REVOKED);
      server.look();

      assertThat(stream.next()).isEmpty();
      assertThat(server.scripted.turnedAway).contains("credential-revoked");
      assertThat(server.scripted.cancelled.take()).isEqualTo("subscriptions/listen");
    }
    assertThat(server.client.failed).isEmpty();
  }

  @Test
  void listeningStream_endsWhenItsSenderHasOtherRoles() throws Exception {
    try (Client.Reply stream = listen()) {
      assertThat(stream.event().method()).isEqualTo("notifications/subscriptions/acknowledged");

      server.scripted.credentials.put("anna", WITH_OTHER_ROLES);
      server.look();

      assertThat(stream.next()).isEmpty();
    }
  }

  @Test
  void listeningStream_ofAGoodKey_goesOn_whateverBecomesOfOthers() throws Exception {
    try (Client.Reply stream = listen()) {
      assertThat(stream.event().method()).isEqualTo("notifications/subscriptions/acknowledged");

      server.scripted.credentials.put("bert", REVOKED);
      server.look();

      assertThat(server.scripted.turnedAway).isEmpty();
      assertThat(server.scripted.cancelled).isEmpty();
    }
  }

  /** Whoever asks somebody else about one credential must not keep the others from a look. */
  @Test
  void streamWhoseLookHangs_keepsNoOtherFromBeingEnded() throws Exception {
    CountDownLatch answer = server.scripted.hang("bert");
    try (Client.Reply hanging = listen("bert");
        Client.Reply stream = listen()) {
      assertThat(hanging.event().method()).isEqualTo("notifications/subscriptions/acknowledged");
      assertThat(stream.event().method()).isEqualTo("notifications/subscriptions/acknowledged");

      server.scripted.credentials.put("anna", REVOKED);
      assertThat(server.vigil.look()).hasSize(2);

      assertThat(stream.next()).isEmpty();
      assertThat(server.scripted.turnedAway).containsExactly("credential-revoked");
    } finally {
      answer.countDown();
    }
  }

  /** An issuer that is asked about many at once answers all of them, but not at once. */
  @Test
  void streamWhoseLookWaitsForItsTurn_goesOn_whenItHasCome() throws Exception {
    CountDownLatch turn = server.scripted.hang("anna");
    try (Client.Reply stream = listen()) {
      assertThat(stream.event().method()).isEqualTo("notifications/subscriptions/acknowledged");
      List<Thread> waiting = server.vigil.look();
      for (int i = 1; i < Vigil.LONGEST_WAIT; i++) {
        assertThat(server.vigil.look()).isEmpty();
      }
      turn.countDown();
      waiting.getFirst().join();

      look(2);

      assertThat(server.scripted.turnedAway).isEmpty();
      assertThat(server.scripted.cancelled).isEmpty();
    }
  }

  /** Nothing may be put on record once the record is closed. */
  @Test
  void lookThatEndsAfterClosing_putsNothingOnRecord() throws Exception {
    CountDownLatch answer = server.scripted.hang("anna");
    try (Client.Reply stream = listen()) {
      assertThat(stream.event().method()).isEqualTo("notifications/subscriptions/acknowledged");
      server.scripted.credentials.put("anna", REVOKED);
      List<Thread> late = server.vigil.look();
      server.vigil.close();
      answer.countDown();
      late.getFirst().join();

      assertThat(stream.next()).isEmpty();
      assertThat(server.scripted.turnedAway).isEmpty();
    }
  }

  @Test
  void streamWhoseLookHangs_endsAfterSoManyLooks() throws Exception {
    CountDownLatch answer = server.scripted.hang("anna");
    try (Client.Reply stream = listen()) {
      assertThat(stream.event().method()).isEqualTo("notifications/subscriptions/acknowledged");
      assertThat(server.vigil.look()).hasSize(1);
      for (int i = 1; i < Vigil.LONGEST_WAIT; i++) {
        assertThat(server.vigil.look()).isEmpty();
      }
      server.look();

      assertThat(stream.next()).isEmpty();
      assertThat(server.scripted.turnedAway).containsExactly("credential-unchecked");
    } finally {
      answer.countDown();
    }
  }

  @Test
  void streamWhoseCredentialCannotBeChecked_goesOnForSoManyLooks_andNoLonger() throws Exception {
    try (Client.Reply stream = listen()) {
      assertThat(stream.event().method()).isEqualTo("notifications/subscriptions/acknowledged");
      server.scripted.credentials.put("anna", UNCHECKED);
      look(Vigil.MOST_UNANSWERED - 1);
      server.scripted.credentials.clear();
      look(1);
      server.scripted.credentials.put("anna", UNCHECKED);
      look(Vigil.MOST_UNANSWERED);
      assertThat(server.scripted.turnedAway).isEmpty();

      look(1);

      assertThat(stream.next()).isEmpty();
      assertThat(server.scripted.turnedAway).containsExactly("credential-unchecked");
    }
  }

  private void look(int times) throws Exception {
    for (int i = 0; i < times; i++) {
      server.look();
    }
  }

  @Test
  void streamOfASession_endsWithItsKey_andTheSessionWithIt() throws Exception {
    String session = server.begin();
    try (Client.Reply stream = server.get(session)) {
      assertThat(stream.status()).isEqualTo(200);

      server.scripted.credentials.put("anna", REVOKED);
      server.look();

      assertThat(stream.next()).isEmpty();
    }
    server.scripted.credentials.clear();
    assertThat(server.post(session, LegacyServer.CALL).status()).isEqualTo(404);
  }

  @Test
  void sessionBegunWithOtherRoles_isNotFound() throws Exception {
    String session = server.begin();

    server.scripted.credentials.put("anna", WITH_OTHER_ROLES);

    assertThat(server.post(session, LegacyServer.CALL).status()).isEqualTo(404);
  }

  @Test
  void closing_endsTheStreams_andLeavesTheSessions() throws Exception {
    String session = server.begin();
    try (Client.Reply stream = server.get(session);
        Client.Reply listening = listen()) {
      assertThat(listening.event().method()).isEqualTo("notifications/subscriptions/acknowledged");

      server.vigil.close();

      assertThat(stream.next()).isEmpty();
      assertThat(listening.next()).isEmpty();
    }
    assertThat(server.post(session, LegacyServer.CALL).status()).isEqualTo(200);
  }

  @Test
  void streamThatBeginsAfterClosing_endsAtOnce() throws Exception {
    server.vigil.close();
    try (Client.Reply stream = listen()) {
      assertThat(server.scripted.cancelled.take()).isEqualTo("subscriptions/listen");
      assertThat(stream.status()).isPositive();
    }
  }

  private Client.Reply listen() throws Exception {
    return listen("anna");
  }

  private Client.Reply listen(String who) throws Exception {
    Request asked = Messages.listen();
    return server.client.send(
        who,
        "POST",
        "/mcp",
        "{'jsonrpc':'2.0','id':1,'method':'subscriptions/listen','params':"
            + asked.params().toString().replace('"', '\'')
            + "}",
        "accept",
        "application/json, text/event-stream",
        "mcp-protocol-version",
        "2026-07-28",
        "mcp-method",
        "subscriptions/listen");
  }
}
