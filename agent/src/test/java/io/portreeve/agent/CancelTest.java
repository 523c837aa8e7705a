package io.portreeve.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.agent.model.Turn;
import io.portreeve.testkit.server.Script;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CancelTest extends Staged {
  @Override
  Scene stage() {
    return new Scene(data, Script.legacy("2025-06-18", "{'tools':{}}"));
  }

  /** Says something on a thread that is interrupted once {@code begun}; what it threw. */
  private static Class<?> interrupted(Conversation talk, CountDownLatch begun) throws Exception {
    CompletableFuture<Class<?>> threw = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                var _ = talk.say("Read.");
                threw.complete(Void.class);
              } catch (Exception thrown) {
                threw.complete(thrown.getClass());
              }
            });
    assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
    thread.interrupt();
    return threw.get(1, TimeUnit.MINUTES);
  }

  @Test
  void interrupt_callsTheCallOffAtTheServer_andTheConversationGoesOn() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch off = new CountDownLatch(1);
    scene.behaviour =
        (turn, _) -> {
          begun.countDown();
          turn.awaitCancelled();
          off.countDown();
        };
    model.ends(
        "",
        io.portreeve.agent.model.Reply.Stop.TOOLS,
        model.use("read_mail", "{}"),
        model.use("pay", "{'amount':1}"));
    Conversation talk = scene.talk(model, Person.nobody(), PLAIN);

    assertThat(interrupted(talk, begun)).isEqualTo(InterruptedException.class);

    assertThat(off.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(scene.events.getLast()).isInstanceOf(Event.Cancelled.class);
    assertThat(scene.called).containsExactly("read_mail {}");
    model.says("Nothing was read.");
    assertThat(talk.say("And?").text()).isEqualTo("Nothing was read.");
    assertThat(model.read())
        .containsExactly(
            "this call was called off before it was answered",
            "this call was called off before it was answered");
  }

  @Test
  void interrupt_endsTheModelsThinking() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    model.then(_ -> {
      begun.countDown();
      new CountDownLatch(1).await();
      throw new AssertionError("nobody counts down");
    });
    Conversation talk = scene.talk(model, Person.nobody(), PLAIN);

    assertThat(interrupted(talk, begun)).isEqualTo(InterruptedException.class);

    assertThat(scene.events.getLast()).isInstanceOf(Event.Cancelled.class);
    model.says("Yes.");
    assertThat(talk.say("Still there?").text()).isEqualTo("Yes.");
    assertThat(model.prompts.getLast().turns())
        .containsExactly(new Turn.FromUser("Read."), new Turn.FromUser("Still there?"));
  }
}
