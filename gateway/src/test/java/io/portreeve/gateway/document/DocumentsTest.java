package io.portreeve.gateway.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ScriptedHttp;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Documents that are asked for over a kept connection, which the server closes just then. */
@Timeout(120)
class DocumentsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpEngine engine = HttpEngine.start(1);
  private final HttpPool pool =
      HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());
  private final AtomicInteger count = new AtomicInteger();
  private final ScriptedHttp http = ScriptedHttp.start(this::serve);
  private final URI url = http.url("/token");

  private void serve(HttpAsked asked, HttpWire wire) throws IOException {
    if (count.incrementAndGet() == 2) {
      wire.hangUp(); // it may have done all that it was asked for
    } else {
      wire.json(200, "{}");
    }
  }

  @AfterEach
  void close() {
    pool.close();
    engine.close();
    http.close();
  }

  private interface Posting {
    Documents.Answer on(Documents documents) throws DocumentUnavailable, InterruptedException;
  }

  private Documents.Answer form(Documents documents)
      throws DocumentUnavailable, InterruptedException {
    return documents.form(url, HttpFields.empty(), "code=once");
  }

  private Documents.Answer json(Documents documents)
      throws DocumentUnavailable, InterruptedException {
    return documents.json(url, HttpFields.empty(), new byte[] {'{', '}'});
  }

  private void assertPostedOnce(Posting posting) throws Exception {
    Documents once = Documents.postedOnce(pool, PATIENCE);
    assertThat(posting.on(once).status()).isEqualTo(200);

    assertThatExceptionOfType(DocumentUnavailable.class).isThrownBy(() -> posting.on(once));

    assertThat(http.rest()).hasSize(2);
  }

  @Test
  void form_isSentAgain() throws Exception {
    Documents documents = new Documents(pool, PATIENCE);
    assertThat(form(documents).status()).isEqualTo(200);

    assertThat(form(documents).status()).isEqualTo(200);

    assertThat(http.rest()).hasSize(3);
  }

  @Test
  void formThatMayBeGoodOnlyOnce_isNotSentAgain() throws Exception {
    assertPostedOnce(this::form);
  }

  @Test
  void jsonThatMayBeGoodOnlyOnce_isNotSentAgain() throws Exception {
    assertPostedOnce(this::json);
  }
}
