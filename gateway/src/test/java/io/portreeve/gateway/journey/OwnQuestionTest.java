package io.portreeve.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OwnQuestionTest {
  private static Request call(String answers) {
    return Messages.request(
        "tools/call", "'name':'pay','arguments':{},'inputResponses':" + answers);
  }

  private static String key(OwnQuestion question) {
    return question
        .ask((Answerable) call("{}"), JsonObject.empty())
        .inputRequests()
        .keySet()
        .iterator()
        .next();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'action':'accept'} | ACCEPTED",
        "{'action':'accept','content':{}} | ACCEPTED",
        "{'action':'decline'} | DECLINED",
        "{'action':'cancel'} | CANCELLED",
        "{'action':'Accept'} | CANCELLED",
        "{'action':true} | CANCELLED",
        "{} | CANCELLED",
        "'accept' | NONE",
        "[] | NONE"
      })
  void answer_isReadToTheLetter(String said, OwnQuestion.Answer heard) {
    String answers = "{'" + key(OwnQuestion.APPROVAL) + "':" + said + "}";

    assertThat(OwnQuestion.APPROVAL.answer(call(answers))).isEqualTo(heard);
    assertThat(OwnQuestion.LOGIN.answer(call(answers))).isEqualTo(OwnQuestion.Answer.NONE);
  }

  @ParameterizedTest
  @EnumSource(OwnQuestion.class)
  void serverNeverSeesTheAnswer(OwnQuestion question) {
    String ours = "'" + key(question) + "':{'action':'accept'}";

    assertThat(OwnQuestion.without(call("{" + ours + "}")).params().has("inputResponses"))
        .isFalse();
    assertThat(
            OwnQuestion.without(call("{" + ours + ",'x':{}}"))
                .params()
                .object("inputResponses")
                .orElseThrow()
                .names())
        .containsExactly("x");
  }

  @Test
  void requestWithoutOne_isTheSame() {
    Request other = call("{'x':{'action':'accept'}}");

    assertThat(OwnQuestion.without(other)).isSameAs(other);
  }
}
