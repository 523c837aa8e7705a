package io.portreeve.gateway.doctor;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Trust;
import java.util.ArrayList;
import java.util.List;

/** What nothing here can know, as questions to people. They are not graded. */
public final class Question {
  private Question() {}

  /** Those that this configuration raises. */
  public static List<String> of(Configuration right) {
    var questions = new ArrayList<String>();
    questions.add("Who reads the audit log, and who is told when something is refused?");
    questions.add(
        "When did `portreeve audit verify` last run, and is the checkpoint that it shows, a signed line, kept on another machine?");
    questions.add("Is `" + right.data() + "` backed up, and was the backup ever put back?");
    right
        .state()
        .postgres()
        .ifPresent(it ->
            questions.add(
                "Is the database `%s` backed up, and who but `%s` may write to it?"
                    .formatted(it.address(), it.user())));
    questions.add("Do clients reach any MCP server that is not behind this gateway?");
    right.servers().keySet().stream()
        .filter(id -> right.flow().server(id).results() == Trust.TRUSTED)
        .forEach(id ->
            questions.add(
                "Does nobody from outside write what " + id + " says? Its results are trusted."));
    if (right.policy().objects().isEmpty()) {
      questions.add(
          "Do tools name things by id that belong to somebody? Then rules can ask whose (docs/policy.md).");
    }
    if (!right.listen().loopback() && right.operations().isEmpty()) {
      questions.add("Who notices when the gateway is down? `operations` lets a monitor ask.");
    }
    if (right.authentication().oauth().filter(it -> !it.requireBound()).isPresent()) {
      questions.add(
          "Can clients bind their tokens (DPoP)? Then `require-bound` makes stolen ones worthless.");
    }
    return List.copyOf(questions);
  }
}
