package io.portreeve.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.store.Digest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is seen of a rotation of the secret that nodes share, also where it is done out of turn. */
class SecretRotationTest {
  private static final KeyRequest ALICE =
      new KeyRequest("alice", Set.of(), Map.of(), Optional.empty());

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
  private final ScriptedApiKeys keys = new ScriptedApiKeys();
  private final ScriptedStore store = new ScriptedStore(keys);

  private static OwnSecrets shared(String secret, String... accepted) {
    return OwnSecrets.derivedFrom(
        Secret.ofText(secret.repeat(40)),
        Stream.of(accepted).map(one -> Secret.ofText(one.repeat(40))).toList());
  }

  private KeyRing node(String secret, String... accepted) {
    return KeyRing.open(
        store, shared(secret, accepted), FirstLookUps.unlimited(), now::get, new SecureRandom());
  }

  private static Digest mark(String secret) {
    return KeyMark.digest(shared(secret).get(OwnSecrets.PEPPER));
  }

  private Optional<Digest> noted() {
    return KeyMark.noted(store.settings());
  }

  private Optional<Digest> under(String id) {
    return keys.find(id).orElseThrow().madeUnder();
  }

  @Test
  void keyIsNotedWithTheSecretItIsUnder_alsoWhenItComesUnderAnother() {
    IssuedKey key = node("o").create(ALICE);
    assertThat(under(key.record().id())).contains(mark("o"));

    assertThat(node("n", "o").check(key.text().revealText())).isInstanceOf(KeyCheck.Accepted.class);

    assertThat(under(key.record().id())).contains(mark("n"));
  }

  @Test
  void keyOfBeforeThatWasNoted_isNotedWhenItIsUsed() {
    KeyRing node = node("o");
    IssuedKey key = node.create(ALICE);
    keys.forgetSecretOf(key.record().id());

    assertThat(node("o").check(key.text().revealText())).isInstanceOf(KeyCheck.Accepted.class);

    assertThat(under(key.record().id())).contains(mark("o"));
  }

  /** The second round began before this node knew of the new secret. */
  @Test
  void keyUnderASecretThatIsNotKnownHere_isRefusedAsAnyOther_butForTheOperator() {
    KeyRing late = node("o");
    IssuedKey key = late.create(ALICE);
    assertThat(node("n", "o").check(key.text().revealText())).isInstanceOf(KeyCheck.Accepted.class);
    assertThat(late.metUnderUnknownSecret()).isZero();

    assertThat(late.check(key.text().revealText()))
        .isEqualTo(new KeyCheck.Rejected(KeyFault.UNKNOWN_SECRET));
    assertThat(late.metUnderUnknownSecret()).isOne();
  }

  @Test
  void ofManyKeysUnderAnotherSecret_oneLineTellsAtATime_andHowMany() {
    List<String> lines = new ArrayList<>();
    KeysUnderUnknownSecrets unknown =
        new KeysUnderUnknownSecrets(now::get, (_, line) -> lines.add(line));

    for (int i = 0; i < 1000; i++) {
      unknown.met("k" + i, mark("n"));
    }
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("k0", mark("n").hex().substring(0, 12), "accepted-secrets", "store secrets");

    now.updateAndGet(at -> at.plus(KeysUnderUnknownSecrets.PAUSE));
    unknown.met("late", mark("n"));

    assertThat(lines).hasSize(2).last().asString().contains("late", "1000 of such");
    assertThat(unknown.met()).isEqualTo(1001);
  }

  /** Each start of a node, and each command, is one of them. */
  @Test
  void markOfTheKeys_doesNotSwing_whileNodesAreInDifferentRounds() {
    IssuedKey key = node("o").create(ALICE);
    KeyRing ahead = node("n", "o");
    assertThat(noted()).contains(mark("n"));

    KeyRing behind = node("o", "n");

    assertThat(noted()).contains(mark("n"));
    assertThat(behind.check(key.text().revealText())).isInstanceOf(KeyCheck.Accepted.class);
    assertThat(ahead.check(key.text().revealText())).isInstanceOf(KeyCheck.Accepted.class);
    assertThat(node("n").check(key.text().revealText())).isInstanceOf(KeyCheck.Accepted.class);
    assertThatThrownBy(() -> node("o")).isInstanceOf(SecretUnavailable.class);
  }

  @Test
  void rotationThatIsTakenBack_endsWithTheFirstSecret_onceNoKeyWouldEndByIt() {
    KeyRing before = node("o");
    IssuedKey used = before.create(ALICE);
    IssuedKey unused = before.create(ALICE);
    KeyRing ahead = node("n", "o");
    assertThat(ahead.check(used.text().revealText())).isInstanceOf(KeyCheck.Accepted.class);
    assertThat(ahead.check(unused.text().revealText())).isInstanceOf(KeyCheck.Accepted.class);

    KeyRing back = node("o", "n");
    assertThat(back.check(used.text().revealText())).isInstanceOf(KeyCheck.Accepted.class);
    assertThatThrownBy(() -> node("o")).isInstanceOf(SecretUnavailable.class);
    assertThat(back.revoke(unused.record().id())).isTrue();

    assertThat(node("o").check(used.text().revealText())).isInstanceOf(KeyCheck.Accepted.class);
    assertThat(noted()).contains(mark("o"));
    assertThatThrownBy(() -> node("n")).isInstanceOf(SecretUnavailable.class);
  }

  /** Whoever never had the new secret could not tell that from having another one altogether. */
  @Test
  void nodeThatNeverKnewTheSecretOfTheKeys_doesNotStart_howeverFewThereAre() {
    assertThat(node("o").create(ALICE)).isNotNull();
    assertThat(node("n", "o")).isNotNull();
    now.updateAndGet(at -> at.plus(Duration.ofDays(1)));

    assertThatThrownBy(() -> node("x")).isInstanceOf(SecretUnavailable.class);
  }
}
