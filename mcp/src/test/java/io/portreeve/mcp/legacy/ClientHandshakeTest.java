package io.portreeve.mcp.legacy;

import static io.portreeve.mcp.legacy.Text.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientHandshakeTest {
  @ParameterizedTest
  @CsvSource({
    "2024-11-05, 2024-11-05",
    "2025-03-26, 2025-03-26",
    "2025-06-18, 2025-06-18",
    "2025-11-25, 2025-11-25",
    "2026-07-28, 2025-11-25",
    "2030-01-01, 2025-11-25",
    "1, 2025-11-25"
  })
  void revision_isTheOffered_orOurNewestStateful(String offered, String spoken) {
    JsonObject params = json("{'protocolVersion':'" + offered + "','capabilities':{}}");
    assertThat(ClientHandshake.of(params).revision().wire()).isEqualTo(spoken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'capabilities':{}}",
        "{'protocolVersion':'2025-11-25'}",
        "{'protocolVersion':1,'capabilities':{}}",
        "{'protocolVersion':'2025-11-25','capabilities':[]}"
      })
  void incompleteParameters_areRefused(String params) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> ClientHandshake.of(json(params)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          2025-11-25 | {'roots':{},'sampling':{'tools':{}},'elicitation':{'form':{},'url':{}}}
          2025-06-18 | {'roots':{},'sampling':{},'elicitation':{'form':{}}}
          2025-03-26 | {'roots':{},'sampling':{}}
          2024-11-05 | {'roots':{},'sampling':{}}
          """)
  void capabilities_areThoseOfTheRevision(String revision, String expected) {
    String all =
        "'roots':{'listChanged':true},'sampling':{'tools':{}},'elicitation':{'form':{},'url':{}},"
            + "'tasks':{'list':{}},'experimental':{'x':{}},'extensions':{'y':{}}";
    JsonObject params = json("{'protocolVersion':'" + revision + "','capabilities':{" + all + "}}");
    assertThat(ClientHandshake.of(params).capabilities().json()).isEqualTo(json(expected));
  }

  @Test
  void emptyElicitation_isForms() {
    JsonObject params = json("{'protocolVersion':'2025-11-25','capabilities':{'elicitation':{}}}");
    ClientHandshake client = ClientHandshake.of(params);
    assertThat(client.capabilities().formElicitation()).isTrue();
    assertThat(client.capabilities().urlElicitation()).isFalse();
  }

  @Test
  void answer_offersWhatIsCarried_andNamesTheServer() {
    ClientHandshake client =
        ClientHandshake.of(json("{'protocolVersion':'2025-06-18','capabilities':{}}"));
    JsonObject answer =
        client.answer(
            offer(
                "'instructions':'Be kind.','_meta':{'io.modelcontextprotocol/serverInfo':"
                    + "{'name':'files','version':'2'}}"),
            json("{'name':'we'}"));
    assertThat(answer)
        .isEqualTo(
            json(
                "{'protocolVersion':'2025-06-18','capabilities':{'tools':{'listChanged':true},"
                    + "'logging':{}},'serverInfo':{'name':'files','version':'2'},"
                    + "'instructions':'Be kind.'}"));
    assertThat(client.revision()).isEqualTo(Revision.V2025_06_18);
  }

  @Test
  void namelessServer_isAnsweredForUnderOurName() {
    ClientHandshake client =
        ClientHandshake.of(json("{'protocolVersion':'2025-06-18','capabilities':{}}"));
    JsonObject answer = client.answer(offer("'ttlMs':0"), json("{'name':'we'}"));
    assertThat(answer.object("serverInfo")).contains(json("{'name':'we'}"));
    assertThat(answer.has("instructions")).isFalse();
  }

  private static DiscoverResult offer(String more) {
    return new DiscoverResult(
        json(
            "{'resultType':'complete','supportedVersions':['2026-07-28'],'capabilities':"
                + "{'tools':{'listChanged':true},'logging':{},'extensions':{'x':{}},'tasks':{}},"
                + more
                + "}"));
  }
}
