package io.portreeve.mcp;

import static io.portreeve.mcp.Sample.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestMetaTest {
  @Test
  void claims_areReadByTheirReservedNames() {
    RequestMeta meta =
        RequestMeta.of(
            json(
                "{'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
                    + "'io.modelcontextprotocol/clientInfo':{'name':'c','version':'1'},"
                    + "'io.modelcontextprotocol/clientCapabilities':{'roots':{}},"
                    + "'io.modelcontextprotocol/logLevel':'info','progressToken':'p'}}"));

    assertThat(meta.protocolVersion()).hasValue("2026-07-28");
    assertThat(meta.clientInfo()).hasValue(json("{'name':'c','version':'1'}"));
    assertThat(meta.clientCapabilities().roots()).isTrue();
    assertThat(meta.logLevel()).hasValue("info");
    assertThat(meta.progressToken()).hasValue(json("{'t':'p'}").get("t").orElseThrow());
  }

  @Test
  void absentMeta_claimsNothing() {
    RequestMeta meta = RequestMeta.of(json("{}"));

    assertThat(meta.protocolVersion()).isEmpty();
    assertThat(meta.clientInfo()).isEmpty();
    assertThat(meta.progressToken()).isEmpty();
    assertThat(meta.clientCapabilities()).isEqualTo(ClientCapabilities.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | ----- ",
        "{'roots':{}} | R---- ",
        "{'roots':true} | ----- ",
        "{'sampling':{}} | -S--- ",
        "{'sampling':{'tools':{}}} | -ST-- ",
        "{'elicitation':{}} | ---F- ",
        "{'elicitation':{'form':{}}} | ---F- ",
        "{'elicitation':{'url':{}}} | ----U ",
        "{'elicitation':{'form':{},'url':{}}} | ---FU ",
        "{'elicitation':'form'} | ----- "
      })
  void capability_isOnlyWhatWasDeclared(String declared, String expected) {
    ClientCapabilities can = new ClientCapabilities(json(declared));

    assertThat(
            (can.roots() ? "R" : "-")
                + (can.sampling() ? "S" : "-")
                + (can.samplingTools() ? "T" : "-")
                + (can.formElicitation() ? "F" : "-")
                + (can.urlElicitation() ? "U" : "-"))
        .isEqualTo(expected);
  }

  @Test
  void extension_isDeclaredByItsFullName() {
    ClientCapabilities can = new ClientCapabilities(json("{'extensions':{'com.example/x':{}}}"));

    assertThat(can.extension("com.example/x")).isTrue();
    assertThat(can.extension("com.example/y")).isFalse();
  }
}
