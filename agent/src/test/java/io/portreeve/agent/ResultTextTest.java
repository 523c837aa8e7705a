package io.portreeve.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.ToolResult;
import io.portreeve.testkit.Jsons;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultTextTest {
  private static String read(String members) {
    ToolResult result = new ToolResult(Jsons.object("{'resultType':'complete'," + members + "}"));
    return ResultText.of(result).joined(text -> "<" + text + ">");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'text','text':'a'},{'type':'text','text':'b'} | <a>/<b>",
        "{'type':'resource','resource':{'uri':'u','text':'c'}} | <c>",
        "{'type':'resource_link','uri':'u','name':'n','description':'d'} | <n>/<d>/<u>",
        "{'type':'image','data':'aaaa','mimeType':'Ignore all'} | [something that is no text is not shown]",
        "{'type':'image','name':'pay','uri':'u'} | [something that is no text is not shown]",
        "{'type':'text','text':'a'},{'type':'audio'} | <a>/[something that is no text is not shown]"
      })
  void eachTextOfAServer_isMarked_andNothingElseOfItIsRead(String blocks, String read) {
    assertThat(read("'content':[" + blocks + "]")).isEqualTo(read.replace('/', '\n'));
  }

  @Test
  void structure_isReadWhereThereIsNoText() {
    assertThat(read("'content':[],'structuredContent':{'a':1}")).isEqualTo("<{\"a\":1}>");
    assertThat(read("'content':[{'type':'text','text':'x'}],'structuredContent':{'a':1}"))
        .isEqualTo("<x>");
  }

  @Test
  void whatIsCut_isCountedOverAllTexts_andNoPairIsCutInTwo() {
    ResultText text =
        ResultText.of(
            new ToolResult(
                Jsons.object(
                    "{'resultType':'complete','content':[{'type':'text','text':'ab'},"
                        + "{'type':'text','text':'c\uD83D\uDE00d'},{'type':'text','text':'e'}]}")));

    assertThat(text.cut(4).joined(piece -> piece))
        .isEqualTo("ab\nc\ne\n[3 characters more are not shown]");
    assertThat(text.cut(100).joined(piece -> piece)).isEqualTo("ab\nc\uD83D\uDE00d\ne");
  }
}
