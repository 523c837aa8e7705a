package io.portreeve.controls.insecureinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Reason;
import io.portreeve.guard.ToolSchemas.Check;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.testkit.ControlContract;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.FakeSchemas;
import io.portreeve.testkit.Messages;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputValidationTest {
  static Stream<Arguments> checks() {
    return Stream.of(
        Arguments.of(
            new Check.Invalid(List.of("/path breaks type", "/ breaks required")),
            Verdict.deny(
                Reason.ARGUMENTS_INVALID,
                "invalid arguments: /path breaks type; / breaks required")),
        Arguments.of(
            new Check.UnknownTool(),
            Verdict.deny(Reason.UNKNOWN_DEFINITION, "the server defines no such tool")),
        Arguments.of(
            new Check.NoSchema(),
            Verdict.deny(Reason.SCHEMA_UNUSABLE, "the tool has no input schema")),
        Arguments.of(
            new Check.Unusable("a reference leads outside"),
            Verdict.deny(Reason.SCHEMA_UNUSABLE, "a reference leads outside")),
        Arguments.of(new Check.Valid(), Verdict.pass(Reason.ARGUMENTS_VALID)));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void call_goesOnOnlyWithArgumentsOfItsSchema(Check check, Verdict<ClientMessage> expected) {
    assertThat(
            judge(
                new InputValidation(FakeSchemas.ofInput(check)),
                Messages.callTool("read", "{'path':7}")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "null", "true", "{}", "['a']"})
  void promptArgumentThatIsNoText_isRefused_withoutItsValue(String value) {
    ClientMessage get =
        Messages.request(
            "prompts/get", "'name':'greet','arguments':{'ok':'a','who':" + value + "}");

    assertThat(judge(new InputValidation(FakeSchemas.lenient()), get))
        .isEqualTo(
            Verdict.deny(
                Reason.ARGUMENTS_INVALID, "invalid arguments: every argument must be a string"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'name':'greet'", "'name':'greet','arguments':{'a':'','b':'x'}"})
  void promptWithTexts_goesOn(String params) {
    assertThat(
            judge(
                new InputValidation(FakeSchemas.lenient()),
                Messages.request("prompts/get", params)))
        .isEqualTo(Verdict.pass(Reason.ARGUMENTS_VALID));
  }

  @Test
  void control_keepsTheContract() {
    ControlContract.verify(new InputValidation(FakeSchemas.lenient()));
    ControlContract.verify(new InputValidation(FakeSchemas.ofInput(new Check.Unusable("no"))));
  }

  private static Verdict<ClientMessage> judge(InputValidation control, ClientMessage message) {
    return control.onRequest(Exchanges.asking(message), message);
  }
}
