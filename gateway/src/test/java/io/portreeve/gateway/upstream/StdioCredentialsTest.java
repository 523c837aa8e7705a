package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.journey.CredentialMissing;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.Request;
import io.portreeve.testkit.Exchanges;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs hold the secrets of one principal each. */
@Timeout(180)
class StdioCredentialsTest {
  private final Rig rig = new Rig();
  private final GivenCredentials credentials = new GivenCredentials();
  private Optional<Upstreams> opened = Optional.empty();

  @AfterEach
  void close() {
    opened.ifPresent(Upstreams::close);
    rig.close();
  }

  private EraUpstream open(ServerEra era) {
    String name = era == ServerEra.MODERN ? "modern" : "legacy";
    UpstreamSettings settings =
        UpstreamSettings.program(Rig.SERVER, StdioScripts.command(name))
            .withEra(era)
            .withCredentials(credentials);
    Upstreams upstreams =
        Upstreams.open(List.of(settings), rig.pool, Map.of(), rig.clock, rig.observer());
    opened = Optional.of(upstreams);
    return Rig.only(upstreams);
  }

  private static UpstreamCredential secret(String name, String set) {
    return new UpstreamCredential.Granted(HttpFields.empty(), Map.of(name, "s3cret"), set);
  }

  private static String ask(EraUpstream upstream, Principal principal, String tool)
      throws Exception {
    Request call = Rig.request("tools/call", "'name':'" + tool + "'");
    Exchange exchange = Exchanges.of(principal, call);
    return Running.start(upstream, exchange, call).done().result().toString();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SSE")
  void secretOfAPrincipal_isInItsOwnProgramAlone(ServerEra era) throws Exception {
    credentials.give("anna", secret("ANNAS", "anna 1")).give("bert", secret("BERTS", "bert 1"));
    EraUpstream upstream = open(era);
    assertThat(ask(upstream, Exchanges.ANNA, "environment"))
        .contains("ANNAS", "SECRET_FOR_THE_CHILD")
        .doesNotContain("BERTS");
    assertThat(ask(upstream, Rig.BERT, "environment")).contains("BERTS").doesNotContain("ANNAS");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SSE")
  void anotherSecret_isGivenToAnotherProgram(ServerEra era) throws Exception {
    credentials.give("anna", secret("ANNAS", "anna 1"));
    EraUpstream upstream = open(era);
    String first = ask(upstream, Exchanges.ANNA, "pid");
    assertThat(ask(upstream, Exchanges.ANNA, "pid")).isEqualTo(first);
    credentials.give("anna", secret("ANNAS", "anna 2"));
    assertThat(ask(upstream, Exchanges.ANNA, "pid")).isNotEqualTo(first);
  }

  @Test
  void withoutASecret_noProgramIsStarted() {
    EraUpstream upstream = open(ServerEra.LEGACY);
    assertThatExceptionOfType(CredentialMissing.class)
        .isThrownBy(() -> {
          Request call = Rig.request("tools/call", "'name':'pid'");
          upstream.send(Exchanges.asking(call), call, new Heard());
        });
  }
}
