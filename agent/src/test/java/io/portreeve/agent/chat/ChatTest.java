package io.portreeve.agent.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.cli.CommandFailure;
import io.portreeve.gateway.cli.Dialogue;
import io.portreeve.gateway.cli.ExitCode;
import io.portreeve.gateway.cli.Occasion;
import io.portreeve.gateway.cli.Terminal;
import io.portreeve.gateway.cli.Typed;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.testkit.model.ModelAsked;
import io.portreeve.testkit.model.ModelTurn;
import io.portreeve.testkit.model.ScriptedModel;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command where nobody sits: in a script, or a pipe. */
class ChatTest {
  @TempDir Path temp;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Function<String, Optional<String>> environment =
      name -> Optional.of("sk-test").filter(_ -> name.equals("KEY"));
  private String typed = "";

  private Occasion occasion(
      Configuration configuration, Optional<String> message, Optional<String> model, boolean json) {
    Terminal nobody =
        new Terminal(
            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
            OutputStream.nullOutputStream(),
            new PrintWriter(out),
            new PrintWriter(err),
            temp,
            environment,
            Optional.empty(),
            InstantSource.system(),
            new Typed("./portreeve", Optional.empty()),
            Integer.MAX_VALUE,
            false);
    return new Occasion(
        nobody, configuration, false, message, model, true, new Dialogue.Passing(), json);
  }

  private ExitCode chat(Office office, Optional<String> message, boolean json) throws Exception {
    return chat(occasion(office.configuration(), message, Optional.empty(), json));
  }

  private static ExitCode chat(Occasion occasion) throws InterruptedException {
    ExitCode code = new Chat().run(occasion);
    occasion.terminal().out().flush();
    occasion.terminal().err().flush();
    return code;
  }

  private Office office(ModelTurn... turns) {
    return new Office(temp, ScriptedModel.saying(turns));
  }

  @Test
  void serverThatIsTheGateway_isSpokenToStraight_andTheRulesOfThisFileDoNotHoldForIt()
      throws Exception {
    try (Office office = office(ModelTurn.uses("read_mail", "{}"), ModelTurn.says("At noon."))) {
      office.allowed = "nothing";
      office.agent = ", gateway: mail";

      ExitCode code = chat(office, Optional.of("When is lunch?"), false);

      assertThat(code).isEqualTo(ExitCode.OK);
      assertThat(out.toString()).isEqualTo("At noon.\n");
      assertThat(office.called).containsExactly("read_mail {}");
    }
  }

  @Test
  void message_isDone_andOnlyWhatTheModelSaysIsOnStandardOutput() throws Exception {
    try (Office office =
        office(ModelTurn.uses("mail__read_mail", "{}"), ModelTurn.says("At noon."))) {
      ExitCode code = chat(office, Optional.of("When is lunch?"), false);

      assertThat(err.toString())
          .contains(
              "call     mail read_mail {}", "answer   17 characters, untrusted, of mail", "Lunch");
      assertThat(out).hasToString("At noon.\n");
      assertThat(code).isEqualTo(ExitCode.OK);
      assertThat(office.called).containsExactly("read_mail {}");
      ModelAsked asked = office.model().next();
      assertThat(asked.model()).isEqualTo("house");
      assertThat(asked.credential()).contains("sk-test");
    }
  }

  @Test
  void nothingToUse_isToldOnStandardError_beforeTheModelIsAsked() throws Exception {
    try (Office office = office(ModelTurn.says("I cannot."))) {
      office.allowed = "nothing";
      var _ = chat(office, Optional.of("Send it."), false);

      assertThat(err.toString())
          .startsWith("tools    none: no rule allows any")
          .contains("`./portreeve pins list`");
      assertThat(out).hasToString("I cannot.\n");
    }
  }

  @Test
  void json_isAnEventALine_andNothingElse() throws Exception {
    try (Office office =
        office(ModelTurn.uses("mail__read_mail", "{}"), ModelTurn.says("At noon."))) {
      office.mail = "Lunch\\\\u001b]0;x\\\\u0007";
      ExitCode code = chat(office, Optional.of("When is lunch?"), true);

      assertThat(code).isEqualTo(ExitCode.OK);
      List<String> lines = out.toString().lines().toList();
      assertThat(lines).allMatch(line -> line.startsWith("{\"event\":\""));
      assertThat(lines)
          .anyMatch(line ->
              line.startsWith("{\"event\":\"answered\"")
                  && line.contains("\"label\":{\"integrity\":\"untrusted\""));
      assertThat(lines.getLast())
          .isEqualTo("{\"event\":\"ended\",\"end\":\"done\",\"text\":\"At noon.\"}");
      assertThat(out.toString()).doesNotContain("\u001b");
    }
  }

  @Test
  void linesOfAPipe_areRequestsOfOneConversation() throws Exception {
    try (Office office = office(ModelTurn.says("One."), ModelTurn.says("Two."))) {
      typed = "first\n\nsecond\n";

      assertThat(chat(office, Optional.empty(), false)).isEqualTo(ExitCode.OK);
      assertThat(out).hasToString("One.\nTwo.\n");
      ModelAsked last = office.model().next();
      while (office.model().unseen() > 0) {
        last = office.model().next();
      }
      assertThat(last.heard()).extracting(ModelAsked.Heard::text).contains("first", "second");
    }
  }

  @Test
  void callThatNeedsApproval_isNotMadeWhereNobodyIs() throws Exception {
    try (Office office =
        office(
            ModelTurn.uses("mail__send_mail", "{'to':'a@example.com','body':'x'}"),
            ModelTurn.says("I may not."))) {
      assertThat(chat(office, Optional.of("Send it."), false)).isEqualTo(ExitCode.OK);

      assertThat(office.called).isEmpty();
      assertThat(err.toString()).contains("refused");
    }
  }

  @Test
  void modelThatFails_isToldInALine_andIsNotToBeHad() throws Exception {
    try (Office office = office(ModelTurn.fails(401))) {
      assertThat(chat(office, Optional.of("Hi"), false)).isEqualTo(ExitCode.UNAVAILABLE);

      assertThat(out.toString()).isEmpty();
      assertThat(err.toString()).startsWith("failed   ").doesNotContain("sk-test");
    }
  }

  @Test
  void modelThatIsCutOff_hasNotFinished() throws Exception {
    try (Office office = office(ModelTurn.says("Lun").ending(ModelTurn.Ending.LENGTH))) {
      assertThat(chat(office, Optional.of("Hi"), false)).isEqualTo(ExitCode.FINDING);

      assertThat(err.toString()).contains("stopped");
    }
  }

  @Test
  void commandLine_namesAnotherModel() throws Exception {
    try (Office office = office(ModelTurn.says("Hi."))) {
      Configuration configuration = office.configuration();
      var code = chat(occasion(configuration, Optional.of("Hi"), Optional.of("other"), false));

      assertThat(code).isEqualTo(ExitCode.OK);
      assertThat(office.model().next().model()).isEqualTo("other");
    }
  }

  @Test
  void keyThatCannotBeHad_endsTheCommand_beforeAnythingIsStarted() {
    try (Office office = office()) {
      environment = _ -> Optional.empty();

      assertThatThrownBy(() -> chat(office, Optional.of("Hi"), false))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContainingAll("agent.model.key", "KEY");
      assertThat(temp.resolve("data")).doesNotExist();
    }
  }

  @Test
  void gatewayThatDoesNotStart_endsTheCommand_andSaysWhy() throws Exception {
    try (Office office = office()) {
      Files.writeString(temp.resolve("data"), "a file");

      assertThatThrownBy(() -> chat(office, Optional.of("Hi"), false))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("data");
    }
  }
}
