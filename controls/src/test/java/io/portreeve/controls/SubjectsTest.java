package io.portreeve.controls;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.Complete;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import org.junit.jupiter.api.Test;

class SubjectsTest {
  /** Else a rule about one argument could be passed by while another is typed. */
  @Test
  void completion_isAboutWhatWasTypedBefore_too() {
    Complete complete =
        (Complete)
            Messages.request(
                "completion/complete",
                "'ref':{'type':'ref/prompt','name':'greet'},'argument':{'name':'file','value':'A'},"
                    + "'context':{'arguments':{'tenant':'other'}}");

    assertThat(Subjects.arguments(complete))
        .isEqualTo(Jsons.object("{'tenant':'other','file':'A'}"));
  }
}
