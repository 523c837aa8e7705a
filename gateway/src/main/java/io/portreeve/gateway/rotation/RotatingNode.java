package io.portreeve.gateway.rotation;

import io.portreeve.gateway.nodes.NodeSecrets;
import java.util.Optional;

/**
 * A node, by what it said last.
 *
 * @param round in which one of a rotation it is; empty if in none
 * @param keysAreRefused whether there is another at which its keys are refused, or theirs here
 */
public record RotatingNode(NodeSecrets secrets, Optional<Integer> round, boolean keysAreRefused) {}
