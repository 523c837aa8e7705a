package io.portreeve.controls.contextpoisoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GuessedSinksTest {
  private static JsonObject schema(String properties) {
    return Jsons.object("{'type':'object','properties':" + properties + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "send_email",
        "deleteFile",
        "getaway",
        "transfer",
        "frobnicate",
        "run-query",
        "get_or_create_user",
        "getAndDelete",
        "find_replace",
        "check_out_cart"
      })
  void toolWhoseNameDoesNotSayThatItReads_isASink(String tool) {
    assertThat(GuessedSinks.of(tool, schema("{}"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"get_balance", "listFiles", "search-emails", "read"})
  void readingToolThatLeadsNowhere_isNone(String tool) {
    assertThat(GuessedSinks.of(tool, schema("{'query':{'type':'string'}}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'url':{}}",
        "{'pageLink':{}}",
        "{'pageURLText':{}}",
        "{'where':{'type':'string','format':'uri'}}"
      })
  void readingToolWithAnAddress_isASinkForThatAddress(String properties) {
    assertThat(GuessedSinks.of("get_page", schema(properties)))
        .hasValueSatisfying(
            sink -> assertThat(sink.roles().values()).containsExactly(ArgumentRole.AUTHORITY));
  }

  @Test
  void readingToolThatSaysReadOnlyOfItself_isJudgedByItsName() {
    JsonObject schema = Jsons.object("{'properties':{},'annotations':{'readOnlyHint':true}}");

    assertThat(GuessedSinks.of("wipe_disk", schema)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "recipients, AUTHORITY",
    "password, AUTHORITY",
    "anything_else, AUTHORITY",
    "file_id, IDENTIFIER",
    "eventIds, IDENTIFIER",
    "fileID, IDENTIFIER",
    "IDs, IDENTIFIER",
    "subject, CONTENT",
    "new_start_time, CONTENT",
    "emailBody, CONTENT",
    "message_recipient, AUTHORITY",
    "text_to, AUTHORITY",
    "content_url, AUTHORITY",
    "time_server, AUTHORITY",
    "recipient_text, AUTHORITY",
    "url_title, AUTHORITY",
    "id_note, AUTHORITY"
  })
  void argument_isForWhatItsNameSays_andElseDecides(String argument, ArgumentRole role) {
    JsonObject schema = schema("{'" + argument + "':{'type':'string'}}");

    assertThat(GuessedSinks.of("write", schema))
        .hasValueSatisfying(sink -> assertThat(sink.role(argument)).isEqualTo(role));
  }

  @Test
  void argumentDeclaredAsAnAddress_decidesWhateverItsNameSays() {
    JsonObject schema = schema("{'text':{'type':'string','format':'uri'}}");

    assertThat(GuessedSinks.of("write", schema))
        .hasValueSatisfying(
            sink -> assertThat(sink.role("text")).isEqualTo(ArgumentRole.AUTHORITY));
  }

  @Test
  void argumentWithListedChoices_decidesNothing() {
    JsonObject schema =
        Jsons.object(
            "{'properties':{'mode':{'$ref':'#/$defs/M'},'who':{'$ref':'#/$defs/N'}},"
                + "'$defs':{'M':{'enum':['r','w']}}}");

    assertThat(GuessedSinks.of("share", schema))
        .hasValueSatisfying(sink -> {
          assertThat(sink.role("mode")).isEqualTo(ArgumentRole.CONTENT);
          assertThat(sink.role("who")).isEqualTo(ArgumentRole.AUTHORITY);
        });
  }

  @Test
  void argumentThatTheSchemaDoesNotName_decides() {
    assertThat(GuessedSinks.of("write", schema("{}")))
        .hasValueSatisfying(
            sink -> assertThat(sink.role("hidden")).isEqualTo(ArgumentRole.AUTHORITY));
  }
}
