package io.portreeve.gateway.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.journey.Refusals;
import io.portreeve.guard.Answer;
import io.portreeve.guard.Reason;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonReferenceTest {
  private static final Pattern SAID = Pattern.compile("`([^`]+)`");

  /** What the door says, which reads no message, and what says nothing of its own. */
  private static final Set<Answer> OTHERWISE =
      Set.of(Answer.NONE, Answer.UNAUTHENTICATED, Answer.UNAVAILABLE, Answer.INVALID_ARGUMENTS);

  @ParameterizedTest
  @EnumSource
  void whatAClientIsSaidToSee_isWhatItSees(Answer answer) {
    List<Reason> reasons =
        Arrays.stream(Reason.values()).filter(reason -> reason.answer() == answer).toList();
    assertThat(reasons).isNotEmpty();
    if (OTHERWISE.contains(answer)) {
      return;
    }
    String sent =
        Refusals.answer(Exchanges.asking(Messages.callTool("read", "{}")), reasons.getFirst(), "")
            .toString();
    String first =
        SAID.matcher(ReasonReference.sent(answer)).results().findFirst().orElseThrow().group(1);

    assertThat(sent).contains(first);
  }
}
