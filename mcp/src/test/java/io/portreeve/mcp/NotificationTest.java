package io.portreeve.mcp;

import static io.portreeve.mcp.Sample.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "notifications/progress |"
            + " {'progressToken':'t','progress':0.5,'total':1,'message':'m','x':1}",
        "notifications/progress | {'progressToken':7,'progress':1}",
        "notifications/message | {'level':'info','logger':'l','data':null,'x':1}",
        "notifications/tools/list_changed | {'_meta':{'a':1}}",
        "notifications/prompts/list_changed | {}",
        "notifications/resources/list_changed | {}",
        "notifications/resources/updated | {'uri':'f:///a','title':'x'}",
        "notifications/subscriptions/acknowledged | {'notifications':{'toolsListChanged':true}}"
      })
  void notification_keepsItsMethodAndEveryMember(String method, String params) {
    Notification notification = Notification.of(method, json(params));

    assertThat(notification.method()).isEqualTo(method);
    assertThat(notification.params()).isEqualTo(json(params));
    assertThat(notification.withParams(json(params))).isEqualTo(notification);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "notifications/progress | {}",
        "notifications/progress | {'progressToken':'t'}",
        "notifications/progress | {'progress':1}",
        "notifications/progress | {'progressToken':'t','progress':'1'}",
        "notifications/progress | {'progressToken':null,'progress':1}",
        "notifications/progress | {'progressToken':{},'progress':1}",
        "notifications/progress | {'progressToken':'t','progress':1,'message':{}}",
        "notifications/message | {'level':'info'}",
        "notifications/message | {'level':1,'data':'d'}",
        "notifications/message | {'data':'d'}",
        "notifications/resources/updated | {}",
        "notifications/resources/updated | {'uri':1}",
        "notifications/subscriptions/acknowledged | {}",
        "notifications/subscriptions/acknowledged | {'notifications':{'toolsListChanged':1}}"
      })
  void malformedNotification_isRefused(String method, String params) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> Notification.of(method, json(params)))
        .satisfies(refused -> assertThat(refused.error().code()).isEqualTo(-32602));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "notifications/cancelled",
        "notifications/initialized",
        "notifications/elicitation/complete",
        "notifications/tasks/status",
        "notifications/roots/list_changed",
        "sampling/createMessage"
      })
  void methodThatNoServerSendsInThisRevision_isUnknown(String method) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> Notification.of(method, json("{}")))
        .satisfies(refused -> assertThat(refused.error().code()).isEqualTo(-32601));
  }

  @Test
  void filter_isCutMappedAndUnited_withoutLosingUnknownMembers() {
    SubscriptionFilter filter =
        new SubscriptionFilter(
            json(
                "{'toolsListChanged':true,'promptsListChanged':false,"
                    + "'resourceSubscriptions':['f:///a','f:///b'],'future':1}"));
    SubscriptionFilter other =
        new SubscriptionFilter(
            json("{'promptsListChanged':true,'resourceSubscriptions':['f:///b','f:///c']}"));

    assertThat(filter.wants(ListChanged.Kind.TOOLS)).isTrue();
    assertThat(filter.wants(ListChanged.Kind.PROMPTS)).isFalse();
    assertThat(filter.wants(ListChanged.Kind.RESOURCES)).isFalse();
    assertThat(filter.keepResources(uri -> uri.value().endsWith("b")).json())
        .isEqualTo(
            json(
                "{'toolsListChanged':true,'promptsListChanged':false,"
                    + "'resourceSubscriptions':['f:///b'],'future':1}"));
    assertThat(filter.mapResources(uri -> new ResourceUri("s+" + uri)).resources())
        .isEqualTo(List.of(new ResourceUri("s+f:///a"), new ResourceUri("s+f:///b")));
    assertThat(filter.union(other).json())
        .isEqualTo(
            json(
                "{'toolsListChanged':true,'promptsListChanged':true,"
                    + "'resourceSubscriptions':['f:///a','f:///b','f:///c'],'future':1}"));
  }

  @Test
  void filterWithoutResources_staysAsItIs() {
    SubscriptionFilter none = new SubscriptionFilter(json("{}"));

    assertThat(none.keepResources(_ -> false)).isSameAs(none);
    assertThat(none.mapResources(uri -> uri)).isSameAs(none);
    assertThat(none.union(none).json()).isEqualTo(json("{}"));
    assertThat(none.resources()).isEmpty();
  }

  @Test
  void listening_asksForWhatItsFilterNames() {
    Listen listen =
        new Listen(json("{'notifications':{'resourceSubscriptions':['f:///a']},'x':1}"));

    Listen cut = listen.withFilter(listen.filter().keepResources(_ -> false));

    assertThat(cut.params())
        .isEqualTo(json("{'notifications':{'resourceSubscriptions':[]},'x':1}"));
  }
}
