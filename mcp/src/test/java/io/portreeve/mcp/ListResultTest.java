package io.portreeve.mcp;

import static io.portreeve.mcp.Sample.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Lists are cut and renamed without losing what we do not know of. */
class ListResultTest {
  private static final String TAIL = "'nextCursor':'','ttlMs':5,'future':{'n':1.50}}";

  @Test
  void tools_keepUnknownMembers() {
    JsonObject page =
        json(
            "{'resultType':'complete','tools':["
                + "{'name':'a','inputSchema':{'type':'object','x':1.0},'icons':[{}],'future':[]},"
                + "{'name':'b','inputSchema':{}}],"
                + TAIL);
    ToolList list = new ToolList(page);

    assertThat(list.keepIf(_ -> true)).isSameAs(list);
    assertThat(
            list.keepIf(tool -> tool.name().value().equals("a"))
                .map(ListResultTest::renamed)
                .json())
        .hasToString(
            json("{'resultType':'complete','tools':["
                    + "{'name':'s__a','inputSchema':{'type':'object','x':1.0},"
                    + "'icons':[{}],'future':[]}],"
                    + TAIL)
                .toString());
    assertThat(list.keepIf(_ -> false).tools()).isEmpty();
    assertThat(list.nextCursor()).hasValue("");
  }

  private static Tool renamed(Tool tool) {
    return tool.withName(new ToolName("s__" + tool.name()));
  }

  @Test
  void prompts_keepUnknownMembers() {
    PromptList list =
        new PromptList(
            json("{'prompts':[{'name':'a','arguments':[{'x':1}]},{'name':'b'}]," + TAIL));

    assertThat(
            list.keepIf(prompt -> prompt.name().value().equals("a"))
                .map(prompt -> prompt.withName(new PromptName("s__a")))
                .json())
        .isEqualTo(json("{'prompts':[{'name':'s__a','arguments':[{'x':1}]}]," + TAIL));
  }

  @Test
  void resources_keepUnknownMembers() {
    ResourceList list =
        new ResourceList(
            json(
                "{'resources':[{'name':'a','uri':'f:///a','size':9},{'name':'b','uri':'f:///b'}],"
                    + TAIL));

    assertThat(
            list.keepIf(one -> one.uri().value().endsWith("a"))
                .map(one -> one.withUri(new ResourceUri("s+" + one.uri())))
                .json())
        .isEqualTo(json("{'resources':[{'name':'a','uri':'s+f:///a','size':9}]," + TAIL));
  }

  @Test
  void templates_keepUnknownMembers() {
    ResourceTemplateList list =
        new ResourceTemplateList(
            json(
                "{'resourceTemplates':[{'name':'a','uriTemplate':'f:///{a}','x':1},"
                    + "{'name':'b','uriTemplate':'g:///{b}'}],"
                    + TAIL));

    assertThat(
            list.keepIf(one -> one.uriTemplate().value().startsWith("f"))
                .map(one -> one.withUriTemplate(new ResourceUri("s+" + one.uriTemplate())))
                .json())
        .isEqualTo(
            json("{'resourceTemplates':[{'name':'a','uriTemplate':'s+f:///{a}','x':1}]," + TAIL));
  }

  @Test
  void instructions_areReplacedAndNothingElse() {
    DiscoverResult offer =
        new DiscoverResult(
            json(
                "{'supportedVersions':['x'],'capabilities':{'tools':{}},'instructions':'a','n':1}"));

    assertThat(offer.withInstructions("b").json())
        .isEqualTo(
            json(
                "{'supportedVersions':['x'],'capabilities':{'tools':{}},'instructions':'b','n':1}"));
  }
}
