package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.Request;
import io.portreeve.mcp.SubscriptionAcknowledged;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.Exchanges;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions whose credential is taken away while they are in use. */
@Timeout(120)
class CredentialWatchTest {
  private static final Request LISTEN =
      Rig.request("subscriptions/listen", "'notifications':{'toolsListChanged':true}");

  private final GivenCredentials credentials = new GivenCredentials().token("anna", "annas");
  private final LegacyRig rig = new LegacyRig(LegacyRig.settings().withCredentials(credentials));

  @AfterEach
  void close() {
    rig.close();
  }

  private Running listening() throws Exception {
    Running listening = Running.start(rig.upstream, Exchanges.asking(LISTEN), LISTEN);
    var _ = rig.session();
    assertThat(listening.heard().next()).isInstanceOf(SubscriptionAcknowledged.class);
    return listening;
  }

  @Test
  void listener_isLeftAlone_whileItsCredentialIsThere() throws Exception {
    Running listening = listening();
    rig.alarms.ring(CredentialWatch.INTERVAL);
    rig.alarms.ring(CredentialWatch.INTERVAL);
    assertThat(rig.alarms.count(CredentialWatch.INTERVAL)).isOne();
    assertThat(rig.upstream.openSessions()).isOne();
    listening.interrupt();
  }

  @Test
  void listener_isEnded_soonAfterItsCredentialIsGone() throws Exception {
    Running listening = listening();
    credentials.give("anna", new UpstreamCredential.Unavailable("revoked"));
    rig.alarms.ring(CredentialWatch.INTERVAL);
    assertThat(listening.failure()).isNotNull();
    Eventually.holds("the session is gone", () -> rig.upstream.openSessions() == 0);
  }

  @Test
  void sharedCredential_isNotWatched() throws Exception {
    try (LegacyRig shared = new LegacyRig(LegacyRig.settings())) {
      Running listening = Running.start(shared.upstream, Exchanges.asking(LISTEN), LISTEN);
      var _ = shared.session();
      listening.heard().next();
      assertThat(shared.alarms.count(CredentialWatch.INTERVAL)).isZero();
      listening.interrupt();
    }
  }
}
