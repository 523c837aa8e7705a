package io.portreeve.laws.samples.gateway;

import io.netty.buffer.ByteBuf;
import io.portreeve.laws.samples.gateway.store.Store;
import java.sql.Connection;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** Breaks every fence, and forms a cycle with the store. */
public record KnowsEveryLibrary(
    Connection connection, JsonNode node, CommandLine line, ByteBuf bytes, Store store) {}
