package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.WebhookSettings;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.gateway.webhook.Webhook;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks whether what a configuration names would let a gateway start; makes and opens nothing. */
public final class BeforeStart {
  private BeforeStart() {}

  /**
   * What a start would refuse of that which is no secret, whoever starts it: the data directory.
   * Who asks where no secrets are need not be who may write there.
   */
  public static List<Unfit> unfit(Configuration configuration) {
    return data(() -> DataDirectory.refuseIfUnfit(configuration.data())).toList();
  }

  /** Likewise, and of certificates and keys, by the same reading as a start's. */
  public static List<Unfit> unfit(Configuration configuration, SecretSource secrets) {
    Stream<Unfit> tls =
        configuration.tls().stream().flatMap(it -> new ListenerFiles(it, secrets).unfit().stream());
    Stream<Unfit> key = KeptKey.of(configuration, secrets).flatMap(KeptKey::unfit).stream();
    Stream<Unfit> outward = new OutwardFiles(configuration).unfit(secrets);
    Stream<Unfit> webhook =
        configuration.approvals().webhook().stream().flatMap(it -> webhook(it, secrets));
    Stream<Unfit> state = new DurableState(configuration, secrets).unfit();
    return Stream.of(data(configuration.data()), state, key, tls, outward, webhook)
        .flatMap(it -> it)
        .toList();
  }

  private static Stream<Unfit> webhook(WebhookSettings settings, SecretSource secrets) {
    try {
      Webhook.refuseIfUnfit(settings, secrets);
      return Stream.empty();
    } catch (SecretUnavailable unfit) {
      return Stream.of(
          new Unfit(
              "approvals.webhook.secret",
              String.valueOf(unfit.getMessage()),
              "give 24 bytes or more, after `whsec_` in base64; make one with `openssl rand"
                  + " -base64 32`"));
    }
  }

  /** What a start that keeps something there would refuse of a data directory. */
  static Stream<Unfit> data(Path directory) {
    return data(() -> DataDirectory.refuseIfClosed(directory));
  }

  private static Stream<Unfit> data(Runnable look) {
    try {
      look.run();
      return Stream.empty();
    } catch (StoreUnavailable unusable) {
      return Stream.of(Unfit.data(unusable));
    }
  }
}
