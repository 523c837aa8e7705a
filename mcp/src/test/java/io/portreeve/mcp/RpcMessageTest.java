package io.portreeve.mcp;

import static io.portreeve.mcp.Sample.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RpcMessageTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'method':'x','id':1}",
        "{'jsonrpc':'1.0','method':'x','id':1}",
        "{'jsonrpc':2.0,'method':'x','id':1}",
        "{'jsonrpc':'2.0'}",
        "{'jsonrpc':'2.0','id':1}",
        "{'jsonrpc':'2.0','method':'x','id':null}",
        "{'jsonrpc':'2.0','method':'x','id':1.5}",
        "{'jsonrpc':'2.0','method':'x','id':true}",
        "{'jsonrpc':'2.0','method':'x','id':[1]}",
        "{'jsonrpc':'2.0','method':'x','id':{}}",
        "{'jsonrpc':'2.0','method':'x','id':1,'result':{}}",
        "{'jsonrpc':'2.0','method':'x','id':1,'error':{'code':1,'message':'m'}}",
        "{'jsonrpc':'2.0','method':'x','result':{}}",
        "{'jsonrpc':'2.0','method':'x','error':{'code':1,'message':'m'}}",
        "{'jsonrpc':'2.0','id':1,'result':{},'error':{'code':1,'message':'m'}}",
        "{'jsonrpc':'2.0','result':{}}",
        "{'jsonrpc':'2.0','id':null,'result':{}}",
        "{'jsonrpc':'2.0','id':false,'error':{'code':1,'message':'m'}}",
        "{'jsonrpc':'2.0','id':1,'error':{'code':99999999999,'message':'m'}}"
      })
  void malformedEnvelope_isAnInvalidRequest(String text) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> RpcMessage.of(json(text)))
        .satisfies(refused -> assertThat(refused.error().code()).isEqualTo(-32600));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'jsonrpc':'2.0','id':1,'method':7}",
        "{'jsonrpc':'2.0','id':1,'method':'x','params':[]}",
        "{'jsonrpc':'2.0','id':1,'method':'x','params':null}",
        "{'jsonrpc':'2.0','method':null}",
        "{'jsonrpc':'2.0','method':'x','params':'p'}",
        "{'jsonrpc':'2.0','id':1,'result':[]}",
        "{'jsonrpc':'2.0','id':1,'result':null}",
        "{'jsonrpc':'2.0','id':1,'error':'bad'}",
        "{'jsonrpc':'2.0','id':1,'error':{'message':'m'}}",
        "{'jsonrpc':'2.0','id':1,'error':{'code':'1','message':'m'}}",
        "{'jsonrpc':'2.0','id':1,'error':{'code':1.5,'message':'m'}}",
        "{'jsonrpc':'2.0','id':1,'error':{'code':1}}",
        "{'jsonrpc':'2.0','id':1,'error':{'code':1,'message':null}}"
      })
  void memberOfTheWrongType_isRefused(String text) {
    assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> RpcMessage.of(json(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'jsonrpc':'2.0','id':1,'method':'x','params':{'a':[1.50,{'b':null}]}}",
        "{'jsonrpc':'2.0','id':'one','method':'x','params':{}}",
        "{'jsonrpc':'2.0','id':123456789012345678901234567890,'method':'x','params':{}}",
        "{'jsonrpc':'2.0','method':'notifications/x','params':{'a':1}}",
        "{'jsonrpc':'2.0','id':1,'result':{'resultType':'complete','n':1e2}}",
        "{'jsonrpc':'2.0','id':1,'error':{'code':-32602,'message':'m'}}",
        "{'jsonrpc':'2.0','id':1,'error':{'code':-1,'message':'m','data':{'a':null}}}",
        "{'jsonrpc':'2.0','id':1,'error':{'code':-1,'message':'m','data':null}}"
      })
  void message_isWrittenAsItWasRead(String text) {
    JsonObject json = json(text);

    assertThat(RpcMessage.of(json).toJson()).isEqualTo(json);
    assertThat(RpcMessage.of(json).toJson()).hasToString(json.toString());
  }

  @ParameterizedTest
  @CsvSource({"'1', '''1'''", "1, 1.0", "1, 1e0"})
  void ids_keepTheirTypeAndLiteral(String one, String other) {
    String request = "{'jsonrpc':'2.0','id':%s,'method':'x','params':{}}";
    RpcMessage first = RpcMessage.of(json(request.formatted(one)));
    RpcMessage second = RpcMessage.of(json(request.formatted(other)));

    assertThat(first.toJson().toString()).contains("\"id\":" + one);
    assertThat(second.toJson().toString()).contains("\"id\":" + other.replace('\'', '"'));
  }

  @Test
  void stringIdThatLooksLikeANumber_isNotThatNumber() {
    assertThat(RequestId.of("1")).isNotEqualTo(RequestId.of(1));
    assertThat(RequestId.of(1)).isEqualTo(new RequestId(json("{'id':1}").get("id").orElseThrow()));
  }

  @Test
  void requestWithoutParameters_hasNone() {
    assertThat(RpcMessage.of(json("{'jsonrpc':'2.0','id':1,'method':'x'}")))
        .isEqualTo(new RpcRequest(RequestId.of(1), "x", JsonObject.empty()));
  }

  @Test
  void errorWithoutAnId_isRead_andWrittenWithoutOne() {
    String text = "{'jsonrpc':'2.0','error':{'code':-32700,'message':'m'}}";

    RpcMessage read = RpcMessage.of(json(text));

    assertThat(read)
        .isEqualTo(new RpcResponse.Refusal(Optional.empty(), new McpError(-32700, "m")));
    assertThat(read.toJson()).isEqualTo(json(text));
  }

  @Test
  void errorWithANullId_isReadAsOneWithout() {
    assertThat(
            RpcMessage.of(
                json("{'jsonrpc':'2.0','id':null,'error':{'code':-32700,'message':'m'}}")))
        .isEqualTo(new RpcResponse.Refusal(Optional.empty(), new McpError(-32700, "m")));
  }

  @Test
  void refusal_neverRepeatsWhatThePeerSent() {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> RpcMessage.of(json("{'jsonrpc':'<script>','method':'<script>'}")))
        .satisfies(refused -> assertThat(refused.error().message()).doesNotContain("script"))
        .satisfies(refused -> assertThat(refused.getStackTrace()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'jsonrpc':'2.0','id':'é','method':'x','params':{'a':1}}",
        "{'jsonrpc':'2.0','method':'x','params':{}}",
        "{'jsonrpc':'2.0','id':7,'result':{'a':[1,2]}}",
        "{'jsonrpc':'2.0','id':7,'error':{'code':1,'message':'m'}}",
        "{'jsonrpc':'2.0','error':{'code':1,'message':'m','data':{}}}"
      })
  void messageInParts_isTheText_thatItWasReadFrom(String text) {
    RpcMessage message = RpcMessage.of(json(text));

    assertThat(message.toJson()).hasToString(json(text).toString());
    assertThat(message.toParts()).isEqualTo(message.toJson().toParts());
  }
}
