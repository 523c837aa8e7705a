package io.portreeve.mcp.legacy;

import static io.portreeve.mcp.legacy.Text.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.ClientCapabilities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredCapabilitiesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                        | {}
          {'roots':{}}                              | {'roots':{}}
          {'roots':{'listChanged':true}}            | {'roots':{}}
          {'sampling':{}}                           | {'sampling':{}}
          {'sampling':{'tools':{},'context':{}}}    | {'sampling':{'context':{},'tools':{}}}
          {'sampling':{'other':{}}}                 | {'sampling':{}}
          {'elicitation':{}}                        | {'elicitation':{'form':{}}}
          {'elicitation':{'form':{}}}               | {'elicitation':{'form':{}}}
          {'elicitation':{'url':{}}}                | {'elicitation':{'url':{}}}
          {'elicitation':{'url':{},'form':{}}}      | {'elicitation':{'form':{},'url':{}}}
          {'elicitation':{'other':{}}}              | {}
          {'tasks':{},'extensions':{'a':{}},'experimental':{'b':{}}} | {}
          {'sampling':true,'roots':[]}              | {}
          """)
  void clientsDeclaration_isPassedOn_withoutWhatWeCannotCarry(String client, String declared) {
    assertThat(DeclaredCapabilities.of(new ClientCapabilities(json(client)), false).toJson())
        .isEqualTo(json(declared));
  }

  @Test
  void equalDeclarations_areEqual_howeverTheyWereWritten() {
    var one = new ClientCapabilities(json("{'elicitation':{},'roots':{'listChanged':true}}"));
    var other = new ClientCapabilities(json("{'roots':{},'elicitation':{'form':{}},'x':{}}"));
    assertThat(DeclaredCapabilities.of(one, false))
        .isEqualTo(DeclaredCapabilities.of(other, false));
  }

  @Test
  void rootsOfTheOperator_areDeclaredForEveryClient() {
    assertThat(DeclaredCapabilities.of(ClientCapabilities.NONE, true).toJson())
        .isEqualTo(json("{'roots':{}}"));
    assertThat(DeclaredCapabilities.none().toJson()).isEqualTo(json("{}"));
  }
}
