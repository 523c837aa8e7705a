package io.portreeve.mcp.legacy;

import static io.portreeve.mcp.legacy.Text.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerHandshakeTest {
  private static final String RESULT =
      "{'protocolVersion':'2025-06-18','capabilities':{'tools':{'listChanged':true},'tasks':{},"
          + "'resources':{'subscribe':true,'listChanged':false},'experimental':{},'extensions':{'a':{}}},'serverInfo':{'name':'s','version':'1'},'instructions':'be"
          + " kind'}";

  @Test
  void initialize_offersTheNewestStatefulRevision() {
    assertThat(ServerHandshake.ask(DeclaredCapabilities.none(), json("{'name':'p','version':'1'}")))
        .isEqualTo(
            json(
                "{'protocolVersion':'2025-11-25','capabilities':{},'clientInfo':{'name':'p','version':'1'}}"));
  }

  @Test
  void answer_isReadAsADiscovery_withoutWhatTheGatewayCannotCarry() {
    assertThat(ServerHandshake.of(json(RESULT)).discovered().json())
        .isEqualTo(
            json(
                "{'supportedVersions':['2025-06-18'],'capabilities':{'tools':{'listChanged':true},'resources':{'subscribe':true,'listChanged':false}},'instructions':'be"
                    + " kind',"
                    + "'_meta':{'io.modelcontextprotocol/serverInfo':{'name':'s','version':'1'}},"
                    + "'resultType':'complete','ttlMs':0,'cacheScope':'private'}"));
  }

  @Test
  void offers_areWhatTheServerDeclared() {
    ServerHandshake server = ServerHandshake.of(json(RESULT));
    assertThat(server.offers("tools")).isTrue();
    assertThat(server.offers("prompts")).isFalse();
    assertThat(server.offers("tasks")).isFalse();
    assertThat(server.offers("resources", "subscribe")).isTrue();
    assertThat(server.offers("resources", "listChanged")).isFalse();
    assertThat(server.offers("tools", "subscribe")).isFalse();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V2026_07_28")
  void statefulRevision_isSpoken(Revision revision) {
    String result = "{'protocolVersion':'" + revision.wire() + "','capabilities':{}}";
    assertThat(ServerHandshake.of(json(result)).revision()).isEqualTo(revision);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'capabilities':{}}",
        "{'protocolVersion':'2026-07-28','capabilities':{}}",
        "{'protocolVersion':'1.0.0','capabilities':{}}",
        "{'protocolVersion':7,'capabilities':{}}",
        "{'protocolVersion':'2025-06-18'}",
        "{'protocolVersion':'2025-06-18','capabilities':[]}"
      })
  void answerThatNamesNoCommonRevision_isRefused(String result) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> ServerHandshake.of(json(result)));
  }
}
