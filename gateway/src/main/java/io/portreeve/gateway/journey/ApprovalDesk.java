package io.portreeve.gateway.journey;

import io.portreeve.guard.Approver;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Judgement;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ClientMessage;
import java.net.URI;
import java.util.Optional;

/**
 * Port: puts calls before a person, and knows what was said. One yes is good for one call, of the
 * same tool with the same arguments by the same sender under the same policy.
 */
public interface ApprovalDesk {
  /**
   * What is known of a call that wants to be made now; a yes is used up by being told, and counts
   * only if it is the word of the approver that is asked for.
   *
   * @param asks why somebody has to be asked, and who
   */
  Ruling claim(Exchange exchange, CallTool call, Judgement.NeedsApproval<ClientMessage> asks);

  /**
   * What the user said of the call to his client, where his word counts. A word about what does not
   * wait any more changes nothing.
   */
  void hear(Exchange exchange, CallTool call, Approver approver, String approval, Said said);

  /**
   * Where the user can say it, past his client; empty if he is not asked, or there is no page that
   * he can sign in at.
   */
  Optional<URI> page(Exchange exchange, Approver approver, String approval);

  /** Waits a while for somebody's word about it, who may be about to give it. */
  void await(Exchange exchange, String approval) throws InterruptedException;

  /** Whether a call that was made with a yes may go on with it, this once. */
  boolean resume(Exchange exchange, CallTool call, Approver approver, Continued.Approved approval);

  /** What a user said in his client. */
  enum Said {
    YES,
    /** And to its values, where they stand, in the rest of the conversation. */
    YES_TO_VALUES,
    NO
  }

  /**
   * What a client may ask its user.
   *
   * @param ofValues whether he may say yes to the values, too
   */
  record Question(String text, boolean ofValues) {}

  /** What a person said. */
  sealed interface Ruling {
    /** Yes. */
    record Granted(String approval) implements Ruling {}

    /**
     * Nothing yet.
     *
     * @param question what the client may ask its user; empty where the user's word does not count
     */
    record Waiting(String approval, Optional<Question> question) implements Ruling {}

    /** No. */
    record Denied(String approval) implements Ruling {}

    /** Nobody can be asked; why is for the operator. */
    record Impossible(String why) implements Ruling {}
  }

  /** One at which nobody sits. */
  static ApprovalDesk closed() {
    return new ApprovalDesk() {
      @Override
      public Ruling claim(
          Exchange exchange, CallTool call, Judgement.NeedsApproval<ClientMessage> asks) {
        return new Ruling.Impossible("nobody can be asked");
      }

      @Override
      public void hear(
          Exchange exchange, CallTool call, Approver approver, String approval, Said said) {}

      @Override
      public Optional<URI> page(Exchange exchange, Approver approver, String approval) {
        return Optional.empty();
      }

      @Override
      public void await(Exchange exchange, String approval) {}

      @Override
      public boolean resume(
          Exchange exchange, CallTool call, Approver approver, Continued.Approved approval) {
        return false;
      }
    };
  }
}
