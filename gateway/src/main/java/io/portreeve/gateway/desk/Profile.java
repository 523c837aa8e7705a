package io.portreeve.gateway.desk;

import java.nio.file.Path;
import java.util.List;

/**
 * A configuration of Portreeve's for one server of a client.
 *
 * @param id the server's id in it
 * @param named what it is for, for whoever opens it
 * @param data where this gateway keeps what it keeps
 * @param start how the server is reached: a program, or an address
 * @param place where a program runs of which nothing else is said
 * @param tools what is known of its tools; empty if nobody looked
 */
record Profile(
    String id,
    String named,
    Path data,
    Start start,
    Grants grants,
    Path place,
    Sight sight,
    List<ToolChoice> tools) {
  Profile {
    tools = List.copyOf(tools);
  }

  List<String> names(boolean reads) {
    return tools.stream().filter(tool -> tool.reads() == reads).map(ToolChoice::name).toList();
  }
}
