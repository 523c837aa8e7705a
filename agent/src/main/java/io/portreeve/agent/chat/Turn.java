package io.portreeve.agent.chat;

import io.portreeve.agent.Conversation;
import io.portreeve.agent.Event;
import io.portreeve.agent.Outcome;
import io.portreeve.agent.model.Attachment;
import io.portreeve.agent.model.ModelFailure;
import io.portreeve.agent.tools.ToolsFailure;
import io.portreeve.gateway.cli.ExitCode;
import io.portreeve.gateway.config.form.Forms;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Has one request or command done, and lets its user call it off. */
record Turn(Screen screen, Report report) {
  /** How that went. */
  enum Ended {
    /** The model said all that it had to say, or what was to be put in is there. */
    DONE(ExitCode.OK),
    /** It was called off, or stopped before its end. */
    UNDONE(ExitCode.FINDING),
    /** The model gave no answer. */
    UNANSWERED(ExitCode.UNAVAILABLE),
    /** The gateway is gone, and with it every tool. */
    GONE(ExitCode.UNAVAILABLE);

    private final ExitCode code;

    Ended(ExitCode code) {
      this.code = code;
    }

    ExitCode code() {
      return code;
    }
  }

  /** Something that its user may call off. */
  @FunctionalInterface
  private interface Doing {
    /** Whether it came to its end. */
    boolean done() throws ModelFailure, ToolsFailure, IOException, InterruptedException;
  }

  /** Looks up what servers have, for the user. */
  @FunctionalInterface
  interface Lookup<T> {
    T made() throws InterruptedException;
  }

  Ended run(Conversation conversation, String request) {
    return ended(() -> {
      Outcome outcome = conversation.say(request);
      report.ended(outcome);
      return outcome.end() == Outcome.End.DONE;
    });
  }

  /** Puts something of a server's into the conversation; nothing, if nothing is found. */
  Ended attach(Conversation conversation, Lookup<Optional<Attachment>> what) {
    return ended(() -> {
      Optional<Attachment> found = looked(what);
      return found.isEmpty() || conversation.attach(found.get());
    });
  }

  /** Shows something that is looked up. */
  <T> Ended show(Lookup<T> what, Consumer<T> shown) {
    return ended(() -> {
      shown.accept(looked(what));
      return true;
    });
  }

  private <T> T looked(Lookup<T> what) throws InterruptedException {
    try {
      return what.made();
    } catch (InterruptedException calledOff) {
      report.happened(new Event.Cancelled());
      throw calledOff;
    }
  }

  private Ended ended(Doing doing) {
    Thread here = Thread.currentThread();
    try (Screen.Attention _ = screen.onInterrupt(here::interrupt)) {
      return doing.done() ? Ended.DONE : Ended.UNDONE;
    } catch (ModelFailure silent) {
      report.failed(Forms.word(silent.kind()), String.valueOf(silent.getMessage()));
      return Ended.UNANSWERED;
    } catch (ToolsFailure gone) {
      report.failed("gateway", String.valueOf(gone.getMessage()));
      return Ended.GONE;
    } catch (IOException unkept) {
      report.failed("record", "the conversation is not kept: " + unkept.getMessage());
      return Ended.GONE;
    } catch (InterruptedException calledOff) {
      report.calledOff();
      return Ended.UNDONE;
    } finally {
      // An interrupt that came too late to call anything off is not one of the next request.
      var _ = Thread.interrupted();
    }
  }
}
