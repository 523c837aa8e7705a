package io.portreeve.bench.controls;

import io.portreeve.guard.Decision;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Verdict;
import java.util.List;
import java.util.Locale;

/**
 * What was said of a message, without the message.
 *
 * @param goesOn whether it may go on without anybody being asked
 * @param concerned whether there was something to judge
 */
record Said(String words, boolean goesOn, boolean concerned) {
  static Said of(Object said) {
    return switch (said) {
      case Verdict.Pass<?> pass ->
          new Said(word(pass.reason()), true, pass.reason() != Reason.NOT_CONCERNED);
      case Verdict.Rewrite<?> rewrite -> new Said(word(rewrite.reason()), true, true);
      case Verdict.Ask<?> ask -> new Said(word(ask.reason()), false, true);
      case Verdict.Deny<?> deny ->
          new Said(word(deny.reason()) + ": " + deny.detail(), false, true);
      case Judgement.Forward<?> forward -> new Said(words(forward.decisions()), true, true);
      case Judgement.NeedsApproval<?> asks -> new Said(words(asks.decisions()), false, true);
      case Judgement.Refused<?> no -> new Said(words(no.decisions()), false, true);
      default -> throw new IllegalArgumentException("neither a verdict nor a judgement");
    };
  }

  private static String words(List<Decision> decisions) {
    return String.join(" ", decisions.stream().map(one -> word(one.reason())).toList());
  }

  private static String word(Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
