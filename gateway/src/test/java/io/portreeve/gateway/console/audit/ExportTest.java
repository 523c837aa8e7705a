package io.portreeve.gateway.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.console.ConsoleRig;
import io.portreeve.gateway.login.LoginBrowser;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportTest {
  private static final String EXPORT = "/console/audit/export";
  private ConsoleRig rig;

  @BeforeEach
  void open() throws Exception {
    rig = new ConsoleRig();
    var _ = rig.call("ann", "pay", "{'to':'bob'}");
    var _ = rig.call("carl", "pay", "{'to':'eve'}");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void auditor_getsTheRecordsThatHeWants_asAFile_andThatIsOnRecord() throws Exception {
    LoginBrowser ada = rig.signedIn("ada");

    HttpResponse<String> all = ada.get(EXPORT + "?since=&principal=&exchange=");
    HttpResponse<String> of = ada.get(EXPORT + "?principal=carl");

    assertThat(all.statusCode()).isEqualTo(200);
    assertThat(all.headers().firstValue("content-disposition"))
        .contains("attachment; filename=\"audit.jsonl\"");
    assertThat(all.body()).contains("\"principal\":\"ann\"", "\"principal\":\"carl\"");
    assertThat(of.body())
        .contains("\"principal\":\"carl\"")
        .doesNotContain("\"principal\":\"ann\"");
    assertThat(rig.gateway().recorded().text())
        .contains("\"event\":\"audit-exported\"", "\"by\":\"ada\"", "principal=carl");
  }

  @Test
  void whoeverIsNoAuditor_getsNothing() throws Exception {
    for (String who : new String[] {"vera", "olga"}) {
      HttpResponse<String> refused = rig.signedIn(who).get(EXPORT);
      assertThat(refused.statusCode()).isEqualTo(404);
      assertThat(refused.body()).doesNotContain("\"principal\"");
    }
    assertThat(rig.browser().get(EXPORT).statusCode()).isEqualTo(403);
    assertThat(rig.gateway().recorded().text()).doesNotContain("audit-exported");
  }

  @Test
  void wishThatIsNone_exportsNothing() throws Exception {
    assertThat(rig.signedIn("ada").get(EXPORT + "?since=soon").statusCode()).isEqualTo(400);
  }
}
