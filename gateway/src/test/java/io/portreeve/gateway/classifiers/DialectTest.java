package io.portreeve.gateway.classifiers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.ClassifierForm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {
  private static final Dialect LABELS =
      Dialect.of(ClassifierForm.TEXT_CLASSIFICATION, List.of("safe", "LABEL_0"));
  private static final Dialect SCORES = Dialect.of(ClassifierForm.SCORES, List.of());

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(UTF_8);
  }

  @Test
  void questions_areInTheWordsOfTheForm() {
    assertThat(LABELS.questions(List.of("a", "b")))
        .map(Object::toString)
        .containsExactly("{\"inputs\":\"a\"}", "{\"inputs\":\"b\"}");
    assertThat(SCORES.questions(List.of("a", "b")))
        .map(Object::toString)
        .containsExactly("{\"texts\":[\"a\",\"b\"]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[[{'label':'INJECTION','score':0.97},{'label':'SAFE','score':0.03}]] | 0.97",
        "[{'label':'Safe','score':0.75},{'label':'jailbreak','score':0.25}] | 0.25",
        "[[{'label':'LABEL_1','score':0.5},{'label':'LABEL_2','score':0.75}]] | 0.75",
        "[[{'label':'LABEL_0','score':0.75}]] | 0.25",
        "[{'label':'UNHEARD_OF','score':1}] | 1",
        "[{'label':'SAFE','score':1}] | 0"
      })
  void labelsThatAreNotNamedAsHonest_speakAgainst(String answer, double score) {
    assertThat(LABELS.highest(json(answer), 1)).hasValue(score);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "[[]]",
        "{}",
        "{'error':'loading'}",
        "[{'label':'SAFE'}]",
        "[{'score':0.1}]",
        "[{'label':'SAFE','score':'0'}]",
        "[{'label':'SAFE','score':1.5}]",
        "[{'label':'SAFE','score':-1}]",
        "[{'label':'SAFE','score':1},7]",
        "[[{'label':'SAFE','score':1}],[{'label':'BAD','score':1}]]",
        "[[[{'label':'SAFE','score':1}]]]",
        "<html>"
      })
  void whatHasAnotherForm_meansNothing(String answer) {
    assertThat(LABELS.highest(json(answer), 1)).isEmpty();
  }

  @Test
  void scores_areOneForEachText() {
    assertThat(SCORES.highest(json("{'scores':[0.25,0.5]}"), 2)).hasValue(0.5);
    for (String wrong :
        List.of(
            "{'scores':[0.25]}",
            "{'scores':[0,0,0]}",
            "{'scores':[0,'1']}",
            "{'scores':[0,2]}",
            "{}",
            "[0,0]")) {
      assertThat(SCORES.highest(json(wrong), 2)).as(wrong).isEmpty();
    }
  }
}
